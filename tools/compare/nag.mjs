// Preloaded into a program of AWS CDK: looks at what it synthesises with the AwsSolutions pack of cdk-nag, and writes what that finds, a line each.
import { appendFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

const synth = App.prototype.synth;
App.prototype.synth = function (...args) {
  const assembly = synth.apply(this, args);
  const { violations } = new AwsSolutionsChecks(this).validateScope(this);
  const lines = violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${constructPath.split('/')[0]}\t${ruleName}\n`));
  appendFileSync(process.env.NAG_FILE, lines.join(''));
  return assembly;
};
