#!/usr/bin/env node
// npm run compare  a GPU cluster on AWS from this library, and from eks-blueprints: both are run here and now, one after the other
// The other package is installed into .cache; it is no dependency of anything.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { linter } from './checks/linters.mjs';
import { installed, ours, printTable, resourcesOf, timed, userLines } from './compare/measure.mjs';
import { SetupError, build, install, root } from './setup.mjs';

const OTHER = { '@aws-quickstart/eks-blueprints': '1.19.0', 'aws-cdk-lib': '2.261.0', 'constructs': '10.6.0' };

function findings(checkov, templates) {
  if (!checkov) return 'checkov is not at hand';
  return templates.reduce((sum, file) => {
    const { stdout } = spawnSync(checkov, ['-f', file, '--framework', 'cloudformation', '-o', 'json', '--quiet', '--compact', '--skip-download'], { encoding: 'utf8', maxBuffer: 1e8 });
    const reports = [JSON.parse(stdout.slice(stdout.search(/[[{]/)))].flat();
    return sum + reports.reduce((n, { summary }) => n + (summary?.failed ?? 0), 0);
  }, 0);
}

function facts(templates) {
  const resources = resourcesOf(templates);
  const text = JSON.stringify(resources);
  const of = (type) => resources.filter(({ Type }) => Type === type);
  return {
    'resources': resources.length,
    'alarms': of('AWS::CloudWatch::Alarm').length,
    'managed policies': new Set([...text.matchAll(/:iam::aws:policy\/([\w/-]+)/g)].map(([, name]) => name)).size,
    'API server': /"(?:EndpointPublicAccess|endpointPublicAccess)":(?:true|"true")/.test(text) && !/[pP]ublicAccessCidrs/.test(text) ? 'open to the internet' : 'private, or some networks',
    'secrets encrypted with a key of its own': /"(?:EncryptionConfig|encryptionConfig)":\[\{/.test(text) ? 'yes' : 'no',
    'nodes scale with the work': /karpenter|cluster-autoscaler|ComputeConfig":\{"Enabled":true/i.test(text) ? 'yes' : 'no',
  };
}

try {
  install();
  build();
  const scratch = installed('compare', OTHER, ['eks-blueprints.mjs']);
  const checkov = linter({ skip: (what, why) => console.log(`SKIP ${what}: ${why}`) }, 'checkov');
  const columns = [['this library', ours('ours.mjs'), root], [`eks-blueprints ${OTHER['@aws-quickstart/eks-blueprints']}`, join(scratch, 'eks-blueprints.mjs'), scratch]];
  printTable(columns.map(([name, program, cwd]) => {
    const { seconds, templates, called } = timed(program, { cwd, out: join(scratch, 'out') });
    return {
      name,
      'user lines': userLines(program),
      'synth, seconds': seconds.toFixed(1),
      'network calls at synth': called.length,
      'findings of checkov': findings(checkov, templates),
      ...facts(templates),
    };
  }));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
