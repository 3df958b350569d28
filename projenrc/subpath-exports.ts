import { Component } from 'projen';
import type { NodeProject } from 'projen/lib/javascript';
import { ROOMS } from './rooms';

/** `import { MlPlatform } from 'ml-platform-constructs/tfgcp'`: the documented way in, for require, import and TypeScript. */
export class SubpathExports extends Component {
  constructor(project: NodeProject) {
    super(project);
    const rooms = ROOMS.filter((room) => room.exported).map((room) => room.dir).sort();
    const entry = (path: string) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });

    project.addFields({
      exports: {
        '.': entry('lib/index'),
        ...Object.fromEntries(rooms.map((dir) => [`./${dir}`, entry(`lib/${dir}/index`)])),
        './package.json': './package.json',
        './.jsii': './.jsii',
      },
      // `moduleResolution: node10`, which cdktf's project templates still have, does not read `exports`.
      typesVersions: { '*': Object.fromEntries(rooms.map((dir) => [dir, [`lib/${dir}/index.d.ts`]])) },
    });
  }
}
