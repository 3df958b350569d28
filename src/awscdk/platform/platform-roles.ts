import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { ExecutionRoles } from '../identity/execution-roles';
import { PersonaRoles } from '../identity/persona-roles';
import { stackValues } from '../stack-values';
import { IMlPlatform } from './ml-platform-handle';
import { ArtifactParts, RegistryParts } from './platform-storage';

export interface RoleParts {
  readonly execution: ExecutionRoles;
  readonly personas: PersonaRoles;
}

/** The roles of SageMaker and of the personas, with rights on just what the platform has. */
export function roleParts(
  scope: Construct,
  { platformName, region, accountId: account, network }: Pick<IMlPlatform, 'platformName' | 'region' | 'accountId' | 'network'>,
  plan: PlatformPlan,
  { bucketArn, keyArns }: ArtifactParts,
  { repositoryArns }: RegistryParts,
  permissionsBoundary?: IManagedPolicy,
): RoleParts {
  const place = stackValues(scope, platformName);
  const values = {
    ...place,
    artifacts: bucketArn,
    key: keyArns,
    repositories: repositoryArns,
    subnets: network.privateSubnetIds.map((subnet) => `arn:${place.partition}:ec2:${region}:${account}:subnet/${subnet}`),
  };
  const common = { platformName, place: { region, account }, permissionsBoundary };
  const execution = new ExecutionRoles(scope, 'Execution', { ...common, values });
  const roles = { trainingRole: execution.training.roleArn, servingRole: execution.serving.roleArn, pipelineRole: execution.pipeline.roleArn };
  return { execution, personas: new PersonaRoles(scope, 'Personas', { ...common, personas: plan.personas, values: { ...values, ...roles } }) };
}
