/**
 * What a rollout puts in once it knows what a deployment is called. Nothing that a user writes stands where these are looked for.
 */
export const DEPLOYMENT_NAME = '<deployment-name>';
export const DEPLOYMENT = '<deployment-id>';
export const ENDPOINT = '<endpoint-id>';
