export { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
