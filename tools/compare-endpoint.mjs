#!/usr/bin/env node
// npm run compare:endpoint  one SageMaker endpoint from this library, from aws-sagemaker-alpha and from generative-ai-cdk-constructs, in one run
// All serve the same XGBoost model, on one to four machines. The other packages are installed into .cache; they are no dependencies of anything.
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { linter } from './checks/linters.mjs';
import { program as call } from './checks/program.mjs';
import { installed, ours, printTable, resourcesOf, synthesize, timed, userLines } from './compare/measure.mjs';
import { SetupError, build, install, root } from './setup.mjs';

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The newest in November 2026 that take the project's aws-cdk-lib. */
const OTHER = { '@aws-cdk/aws-sagemaker-alpha': '2.159.1-alpha.0', '@cdklabs/generative-ai-cdk-constructs': '0.1.318' };
const SAME = Object.fromEntries(['aws-cdk-lib', 'cdk-nag', 'constructs'].map((name) => [name, devDependencies[name]]));
const STACK = 'endpoint';

/** What the AwsSolutions pack of cdk-nag finds in the endpoint's stack: how much, and by which rules. */
function nagFindings(program, { cwd, out, preload }) {
  const file = `${out}-nag`;
  rmSync(file, { force: true });
  synthesize(program, { cwd, out, preload, env: { NAG_FILE: file } });
  const rules = readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith(`${STACK}\t`)).map((line) => line.split('\t')[1].replace('AwsSolutions-', '').replace(/\[.*/, ''));
  return rules.length === 0 ? '0' : `${rules.length} (${[...new Set(rules)].sort().join(', ')})`;
}

function lintFindings(cfnLint, templates) {
  if (!cfnLint) return 'cfn-lint is not at hand';
  const { stdout } = call(cfnLint, ['--format', 'json', '--', ...templates.filter((file) => basename(file) === `${STACK}.template.json`)]);
  return JSON.parse(stdout || '[]').length;
}

function facts(templates) {
  const resources = resourcesOf(templates, [STACK]);
  const text = JSON.stringify(resources);
  const of = (type) => resources.filter(({ Type }) => Type === `AWS::${type}`);
  const yes = (condition) => (condition ? 'yes' : 'no');
  const platform = resourcesOf(templates).length - resources.length;
  return {
    'resources': platform > 0 ? `${resources.length}, and ${platform} of the platform` : resources.length,
    'alarms': of('CloudWatch::Alarm').length,
    'a new model takes over in steps': yes(/"Type":"(?:CANARY|LINEAR)"/.test(text)),
    'an alarm sends a rollout back': yes(/"AutoRollbackConfiguration":\{"Alarms":\[\{/.test(text)),
    'disks encrypted with a key of its own': yes(of('SageMaker::EndpointConfig').every(({ Properties }) => Properties.KmsKeyId !== undefined)),
    'containers in a private network': yes(of('SageMaker::Model').every(({ Properties }) => Properties.VpcConfig !== undefined)),
    'policies of full access': new Set([...text.matchAll(/iam::aws:policy\/(\w+FullAccess)/g)].map(([, name]) => name)).size,
  };
}

try {
  install();
  build();
  const scratch = installed('compare-endpoint', { ...OTHER, ...SAME }, ['endpoint-sagemaker-alpha.mjs', 'endpoint-generative-ai.mjs', 'nag.mjs']);
  const cfnLint = linter({ skip: (what, why) => console.log(`SKIP ${what}: ${why}`) }, 'cfn-lint');
  const columns = [
    ['this library', ours('endpoint-ours.mjs'), root, ours('nag.mjs')],
    [`aws-sagemaker-alpha ${OTHER['@aws-cdk/aws-sagemaker-alpha']}`, join(scratch, 'endpoint-sagemaker-alpha.mjs'), scratch, join(scratch, 'nag.mjs')],
    [`generative-ai-cdk-constructs ${OTHER['@cdklabs/generative-ai-cdk-constructs']}`, join(scratch, 'endpoint-generative-ai.mjs'), scratch, join(scratch, 'nag.mjs')],
  ];
  printTable(columns.map(([name, program, cwd, preload]) => {
    const out = join(scratch, 'out');
    const { seconds, templates, called } = timed(program, { cwd, out });
    return {
      name,
      'user lines': userLines(program),
      'synth, seconds': seconds.toFixed(1),
      'network calls at synth': called.length,
      'findings of cfn-lint': lintFindings(cfnLint, templates),
      ...facts(templates),
      'findings of cdk-nag, AwsSolutions': nagFindings(program, { cwd, out, preload }),
    };
  }));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
