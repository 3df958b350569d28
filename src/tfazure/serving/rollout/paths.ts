import { ROLLOUT_APIS } from '../../../facts/azure/serving-rollout';

/** Where a rollout finds things; ids are known at deployment only. */
export interface RolloutPlace {
  readonly workspaceId: string;
  readonly endpointId: string;
  readonly endpointName: string;
  readonly resourceGroupId: string;
  /** The identity of the deployments, which is written with the endpoint. */
  readonly identityId: string;
  readonly location: string;
}

/** The tag of an endpoint by which it remembers how many releases have failed. */
export const FAILURES_TAG = 'failed_releases';

export const ML_API = ROLLOUT_APIS.machineLearning;

/** A deployment by an expression of its name. */
export function deploymentPath({ endpointId }: RolloutPlace, name: string): string {
  return `${endpointId}/deployments/@{${name}}`;
}

/** The two names by which a deployment of a variant may scale: the one that takes over has the other. */
export const SLOTS = ['a', 'b'] as const;

/** How a deployment scales stands beside the endpoint, by names that Terraform knows, so that it goes when the endpoint does. */
export function scalingPath(resourceGroupId: string, endpointName: string, name: string): string {
  return `${resourceGroupId}/providers/Microsoft.Insights/autoscaleSettings/${endpointName}-${name}`;
}

/** The same by an expression of that name. */
export function autoscalePath({ resourceGroupId, endpointName }: RolloutPlace, name: string): string {
  return scalingPath(resourceGroupId, endpointName, `@{${name}}`);
}
