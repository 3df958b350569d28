/**
 * Rights as plain data. Words in braces stand for what only the engine knows:
 * `{partition}` `{account}` `{region}` `{name}` (of the platform) `{artifacts}` (ARN of the bucket) `{store}` and `{prefix}` (of a grant) `{key}` (ARN)
 * `{trainingRole}` `{servingRole}` `{pipelineRole}` (ARNs), and the lists `{repositories}` `{subnets}` (ARNs): a string that is a list becomes all its members.
 *
 * What has no resource level in IAM is allowed on `*`, and then always with the condition that the request is made in the platform's region.
 * Each action, its resource level and its condition keys: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface StatementFact {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy is at most 6,144 characters long, hence several a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export interface PolicyFact {
  /** Stable part of the policy's name and id. */
  readonly name: string;
  readonly statements: readonly StatementFact[];
}

/** The condition of what has no resource level. */
export const IN_REGION = { StringEquals: { 'aws:RequestedRegion': '{region}' } } as const;

/** ARNs of SageMaker resources that carry the platform's name. */
export function sagemaker(...kinds: string[]): string[] {
  return kinds.map((kind) => `arn:{partition}:sagemaker:{region}:{account}:${kind}/{name}-*`);
}

/** The platform's key, by way of a service only. */
export function useKey(sid: string, service: string, ...actions: string[]): StatementFact {
  return { sid, actions, resources: ['{key}'], conditions: { StringEquals: { 'kms:ViaService': `${service}.{region}.amazonaws.com` } } };
}
