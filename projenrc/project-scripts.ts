import { Component } from 'projen';
import type { NodeProject } from 'projen/lib/javascript';

/**
 * The commands of the project. They are plain Node.js programs in tools/, because the first ones have to run
 * before anything is installed; projen's own tasks only make the project's files.
 */
export class ProjectScripts extends Component {
  constructor(project: NodeProject) {
    super(project);
    project.testTask.reset('node tools/test.mjs');
    project.preCompileTask.reset();
    project.compileTask.reset('node tools/build.mjs');
    project.packageTask.reset();
    for (const task of ['package-all', 'package:js', 'package:python', 'compat', 'watch']) project.removeTask(task);

    for (const [script, command] of Object.entries({
      build: 'node tools/build.mjs',
      demo: 'node tools/demo.mjs',
      test: 'node tools/test.mjs',
      lint: 'node tools/lint.mjs',
      typecheck: 'node tools/typecheck.mjs',
      docs: 'node tools/docs.mjs',
      benchmark: 'node tools/benchmark.mjs',
      compare: 'node tools/compare.mjs',
      matrix: 'UPDATE_MATRIX=1 jest test/conformance/support-matrix.test.ts',
    })) project.setScript(script, command);
    project.setScript('compare:endpoint', 'node tools/compare-endpoint.mjs');
    for (const script of ['pre-compile', 'compile', 'post-compile', 'package', 'eject', 'default']) project.removeScript(script);
  }
}
