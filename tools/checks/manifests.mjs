import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { scenariosOf, stacks, templates, TERRAFORM_EXAMPLES } from './examples.mjs';
import { sharedChecker } from './shared-checker.mjs';

/** The custom resources that the manifest chart is given, against the schemas of their definitions. */
export function run(tally) {
  const folder = join(root, '.cache', 'manifests');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifests = [
    ...TERRAFORM_EXAMPLES.flatMap(([target, scenario]) => stacks(target, scenario)).flatMap(manifestsOf),
    ...scenariosOf('awscdk').flatMap((scenario) => templates(scenario)).flatMap((template) => [...appliedBy(template), ...releasedBy(template)]),
  ];
  manifests.map(known).forEach((manifest, i) => writeFileSync(join(folder, `${i}.json`), JSON.stringify(manifest)));
  if (manifests.length === 0) return tally.fail('check-manifests', 'the examples have no custom resource to check');
  return sharedChecker(tally, 'check-manifests', [folder]);
}

/** What a function of Terraform makes within the text of a manifest, quotes and all: `WITHIN_TEXT` of src/terraform/software/values-text.ts. */
const CALLS = /\$\{substr\(jsonencode\(jsonencode\([^{}]*\}/g;

/** A reference to another resource becomes a name, which is what it is once applied. */
function manifestsOf(stack) {
  const { resource = {} } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  return Object.values(resource.helm_release ?? {}).flatMap(({ values = [] }) => values.flatMap((text) => JSON.parse(text.replace(CALLS, '\\"reference\\"')).manifests ?? []))
    .map((manifest) => manifest.replace(/\$\{[^}]*\}/g, 'reference')).flatMap(withRun);
}

/** A run of a training job lies as a text in a ConfigMap until something makes it, which is when it gets a name. */
function withRun(text) {
  const later = JSON.parse(text).data?.['run.json'];
  if (later === undefined) return [text];
  const { metadata: { generateName, ...metadata }, ...rest } = JSON.parse(later);
  return [text, JSON.stringify({ ...rest, metadata: { ...metadata, name: `${generateName}x` } })];
}

/** What CDK's kubectl applies: a text that CloudFormation joins, and a list of manifests in it. */
function appliedBy(template) {
  const { Resources = {} } = JSON.parse(readFileSync(template, 'utf8'));
  return Object.values(Resources).filter(({ Type }) => Type === 'Custom::AWSCDK-EKS-KubernetesResource')
    .flatMap(({ Properties }) => JSON.parse(textOf(Properties.Manifest)).map((manifest) => JSON.stringify(manifest)));
}

/** What our own chart prints, which CDK's helm installs. */
function releasedBy(template) {
  const { Resources = {} } = JSON.parse(readFileSync(template, 'utf8'));
  return Object.values(Resources).filter(({ Type, Properties }) => Type === 'Custom::AWSCDK-EKS-HelmChart' && Properties.ChartAssetURL !== undefined)
    .flatMap(({ Properties }) => JSON.parse(textOf(Properties.Values)).manifests ?? []).flatMap(withRun);
}

function textOf(value) {
  if (typeof value === 'string') return value;
  return value['Fn::Join'] ? value['Fn::Join'][1].map(textOf).join(value['Fn::Join'][0]) : 'reference';
}

/** What an id of EC2 looks like, which a reference is once applied. */
const IDS = { subnetSelectorTerms: 'subnet-0', securityGroupSelectorTerms: 'sg-0', placementGroupSelector: 'pg-0' };

/** Azure's agent reads the kinds of the Prometheus operator under a group of its own, which nobody publishes a schema of. */
const AZURE_MONITORING = 'azmonitoring.coreos.com/v1';

/** A manifest as the checker has to see it. */
function known(text) {
  const manifest = JSON.parse(text);
  if (manifest.apiVersion === AZURE_MONITORING) manifest.apiVersion = 'monitoring.coreos.com/v1';
  if (manifest.kind === 'EC2NodeClass') {
    for (const [field, id] of Object.entries(IDS)) [manifest.spec[field] ?? []].flat().filter((term) => term.id === 'reference').forEach((term) => (term.id = id));
  }
  return manifest;
}
