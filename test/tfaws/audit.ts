import { readFileSync } from 'fs';
import { Attributes, parseJsonText, SynthesizedStack } from '../support/terraform';

const TAGGABLE = new Map<string, boolean>();

/** Whether the bindings of a resource type take tags. */
export function taggable(type: string): boolean {
  const known = type.startsWith('aws_') ? TAGGABLE.get(type) : false;
  if (known !== undefined) return known;
  const declaration = require.resolve(`@cdktf/provider-aws/lib/${type.replace(/^aws_/, '').replaceAll('_', '-')}/index.d.ts`);
  const [config] = readFileSync(declaration, 'utf8').split(/(?=export (?:interface|declare))/).filter((part) => /^export interface \w+Config extends/.test(part));
  const answer = /readonly tags\?:/.test(config);
  TAGGABLE.set(type, answer);
  return answer;
}

interface Found {
  readonly where: string;
  readonly type: string;
  readonly statement: Attributes;
}

/** Every statement of every policy that the stack writes. */
export function statements(stack: SynthesizedStack): Found[] {
  return Object.entries(stack.json.resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, resource]) =>
      [resource.policy, resource.assume_role_policy].filter((policy) => typeof policy === 'string' && policy.includes('"Statement"')).flatMap((policy) =>
        (parseJsonText(policy).Statement as Attributes[]).map((statement) => ({ where: `${type}.${name} ${statement.Sid}`, type, statement })))));
}

const list = (value: unknown) => (Array.isArray(value) ? value : [value]) as string[];

/** Allowed actions with a wildcard, and what is allowed on every resource without a condition. In the policy of a key, `*` is that key. */
export function wildcards(stack: SynthesizedStack): string[] {
  return statements(stack).filter(({ statement }) => statement.Effect === 'Allow').flatMap(({ where, type, statement }) => [
    ...list(statement.Action).filter((action) => action.includes('*')).map((action) => `${where}: ${action}`),
    ...(type !== 'aws_kms_key' && list(statement.Resource ?? []).includes('*') && !statement.Condition ? [`${where}: every resource`] : []),
  ]);
}

/** Whether a statement that names everybody holds for one role of the account only: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
function heldToOneRole({ Condition: { StringEquals, ArnEquals } = {} as Attributes }: Attributes): boolean {
  return StringEquals?.['kms:CallerAccount'] !== undefined && ArnEquals?.['aws:PrincipalArn'] !== undefined;
}

const isEverybody = ({ Principal }: Attributes) => Principal === '*' || list(Principal?.AWS ?? []).includes('*');

/** What somebody outside the account, or outside the network, can reach. */
export function openDoors(stack: SynthesizedStack): string[] {
  const all = (type: string) => Object.entries(stack.resources(type)).map(([name, resource]) => ({ where: `${type}.${name}`, resource }));
  return [
    ...statements(stack).filter(({ statement }) => statement.Effect === 'Allow' && isEverybody(statement) && !heldToOneRole(statement)).map(({ where }) => where),
    ...all('aws_vpc_security_group_ingress_rule').filter(({ resource }) => resource.cidr_ipv4 === '0.0.0.0/0' || resource.cidr_ipv6 !== undefined).map(({ where }) => where),
    ...all('aws_lambda_function_url').filter(({ resource }) => resource.authorization_type !== 'AWS_IAM').map(({ where }) => where),
    ...all('aws_lambda_permission').filter(({ resource }) => resource.principal === '*').map(({ where }) => where),
    ...all('aws_subnet').filter(({ resource }) => resource.map_public_ip_on_launch !== false).map(({ where }) => where),
    ...all('aws_default_security_group').filter(({ resource }) => resource.ingress?.length || resource.egress?.length).map(({ where }) => where),
    ...all('aws_s3_bucket').length > all('aws_s3_bucket_public_access_block').length ? ['a bucket without a public access block'] : [],
  ];
}
