import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOMS } from '../../projenrc/rooms';

/** What the compiled package gives to each way of importing it; run in fresh processes, as a user's program is. */
const root = join(__dirname, '..', '..');
const rooms = ROOMS.filter(({ exported }) => exported).map(({ dir }) => dir).sort();

function run(type: 'commonjs' | 'module', code: string): any {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '--eval', code], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The rooms of which at least one file is loaded after `code`. */
function loadedBy(code: string): string[] {
  const files: string[] = run('commonjs', `${code}; console.log(JSON.stringify(Object.keys(require.cache)))`);
  return rooms.filter((room) => files.some((file) => file.includes(join('lib', room))));
}

beforeAll(() => {
  if (!existsSync(join(root, 'lib', 'index.js'))) throw new Error('there is no lib: compile first, with npm run build');
});

test('require of the root loads core and no target', () => {
  expect(loadedBy('require("ml-platform-constructs").Duration')).toEqual([]);
});

test.each(rooms)('touching %s loads it and no other target', (room) => {
  const loaded = loadedBy(`require("ml-platform-constructs").${room}`);
  expect(loaded).toContain(room);
  expect(loaded.filter((other) => other !== 'kubernetes')).toEqual(room === 'kubernetes' ? [] : [room]);
});

test('a Terraform target does not load aws-cdk-lib, and awscdk does not load cdktf', () => {
  const packagesOf = (room: string) => run('commonjs', `
    require("ml-platform-constructs/${room}");
    console.log(JSON.stringify(["aws-cdk-lib", "cdktf"].filter((name) => Object.keys(require.cache).some((file) => file.includes("node_modules/" + name + "/")))));
  `);
  expect(packagesOf('awscdk')).not.toContain('cdktf');
  for (const room of ['tfaws', 'tfgcp', 'tfazure', 'tfk8s']) expect(packagesOf(room)).not.toContain('aws-cdk-lib');
});

test('every name has the same members for require, import, and import of the sub-path', () => {
  const members = run('module', `
    import { createRequire } from 'node:module';
    import { ${rooms.join(', ')}, Duration } from 'ml-platform-constructs';
    import * as all from 'ml-platform-constructs';
    ${rooms.map((room) => `import * as sub_${room} from 'ml-platform-constructs/${room}';`).join('\n')}
    const required = createRequire(process.cwd() + '/x.js')('ml-platform-constructs');
    const names = (object) => Object.keys(object).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort();
    console.log(JSON.stringify({
      root: { required: names(required), named: Duration === required.Duration, star: names(all) },
      ${rooms.map((room) => `${room}: { required: names(required.${room}), named: names(${room}), star: names(sub_${room}) },`).join('\n')}
    }));
  `);
  expect(members.root.star).toEqual(members.root.required);
  expect(members.root.named).toBe(true);
  for (const room of rooms) {
    expect(members[room].named).toEqual(members[room].required);
    expect(members[room].star).toEqual(members[room].required);
  }
});

test('tools find the manifest and the assembly', () => {
  expect(run('commonjs', 'console.log(JSON.stringify(["package.json", ".jsii"].map((name) => require.resolve("ml-platform-constructs/" + name))))'))
    .toEqual([join(root, 'package.json'), join(root, '.jsii')]);
});

test('a vendored class has no jsii type name of its own, but that of the cdktf class which it extends', () => {
  const files = readdirSync(join(root, 'lib', 'providers'), { recursive: true }).map(String).filter((name) => name.endsWith('.js') && !name.startsWith('binding'));
  expect(files.length).toBeGreaterThan(0);
  const names: string[] = run('commonjs', `
    const names = new Set();
    for (const file of ${JSON.stringify(files)}) {
      for (const [name, member] of Object.entries(require("./lib/providers/" + file))) {
        if (typeof member === 'function') names.add(member[Symbol.for('jsii.rtti')]?.fqn ?? file + ': ' + name);
      }
    }
    console.log(JSON.stringify([...names]));
  `);
  expect(names.filter((name) => !/^cdktf\.Terraform(Resource|Provider|DataSource)$/.test(name))).toEqual([]);
});
