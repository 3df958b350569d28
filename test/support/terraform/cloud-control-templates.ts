import { expressionSpans } from './references';
import { SynthesizedStack } from './synthesized-stack';

/** A value that CloudFormation's checkers take as valid wherever it stands. */
const UNKNOWN = { Ref: 'KnownAtDeploy' };
const MARK = '"@@known-at-deploy@@"';

/**
 * The Cloud Control resources of a stack as a CloudFormation template, so that cfn-lint checks each `desired_state`; undefined when there is none.
 */
export function cloudControlTemplate(stack: SynthesizedStack): object | undefined {
  const resources = Object.entries(stack.resources('aws_cloudcontrolapi_resource')).map(([name, { type_name: Type, desired_state: text }]) => {
    const Properties = JSON.parse(withMarks(text as string), (_key, value: unknown) => (value === JSON.parse(MARK) ? UNKNOWN : value)) as object;
    return [name.replace(/[^A-Za-z0-9]/g, ''), { Type: Type as string, Properties }];
  });
  if (resources.length === 0) return undefined;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: { KnownAtDeploy: { Type: 'String' } },
    Resources: Object.fromEntries(resources) as object,
  };
}

function withMarks(text: string): string {
  return expressionSpans(text).reduceRight((marked, [from, to]) => marked.slice(0, from) + MARK + marked.slice(to), text).replace(/%%\{/g, '%{');
}
