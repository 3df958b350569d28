import { ILayerVersion, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { App, Environment, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { MlPlatform, MlPlatformAttributes, MlPlatformProps, TrainingCluster, TrainingClusterProps } from '../../../src/awscdk';
import { Accelerator, Capacity, ClusterAccess, Machine, NodeGroup, Scaling } from '../../../src/core';
import { testApp } from '../../support/cloudformation';

/** A region that has H100. */
export const ENV = { region: 'eu-north-1', account: '123456789012' };
export const RESERVATION = 'cr-0123456789abcdef0';

/** A layer that somebody published: its package is no dependency of this one. */
export function layer(scope: Construct): ILayerVersion {
  return LayerVersion.fromLayerVersionArn(scope, 'Kubectl', 'arn:aws:lambda:eu-north-1:123456789012:layer:kubectl:1');
}

/** Every way in which nodes are bought, scaled and placed. */
export const EVERY_GROUP: NodeGroup[] = [
  { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
  { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) },
  { name: 'kept', accelerator: Accelerator.t4(), scaling: Scaling.elastic(1, 4) },
  { name: 'booked', accelerator: Accelerator.t4(4), scaling: Scaling.fixed(2), capacity: Capacity.reservation(RESERVATION) },
  { name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 10) },
];

export const ONE_GROUP: NodeGroup[] = [{ name: 'gpus', accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 4) }];

/** Nothing that needs software. */
export const PLAIN_GROUP: NodeGroup[] = [{ name: 'cpus', machine: Machine.general(4), scaling: Scaling.fixed(2) }];

export interface Trained {
  readonly app: App;
  readonly stack: Stack;
  readonly ml: MlPlatform;
  readonly cluster: TrainingCluster;
}

/** A platform `acme-ml` with a cluster `Train`, in the stack `Acme`. */
export function trained(props: Partial<TrainingClusterProps> = {}, platformProps: MlPlatformProps = {}, env: Environment = ENV): Trained {
  const app = testApp();
  const stack = new Stack(app, 'Acme', { env });
  const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', ...platformProps });
  const cluster = new TrainingCluster(stack, 'Train', { platform: ml, kubectlLayer: layer(stack), nodeGroups: ONE_GROUP, ...props });
  return { app, stack, ml, cluster };
}

/** All that a cluster can have. */
export function everything(): Trained {
  return trained({ nodeGroups: EVERY_GROUP, access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
}

/** A platform that another program made, in two zones. */
export const ATTRIBUTES: MlPlatformAttributes = {
  platformName: 'acme-ml',
  networkId: 'vpc-0a1b2c3d',
  privateSubnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'],
  availabilityZones: ['eu-north-1a', 'eu-north-1b'],
  jobSecurityGroupId: 'sg-0a1b2c3d',
  encryptionKeyArn: 'arn:aws:kms:eu-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  artifactsBucketName: 'acme-ml-artifacts-123456789012-eu-north-1',
  repositoryNames: ['acme-ml/training'],
  dataScientistRoleArn: 'arn:aws:iam::123456789012:role/scientist',
  mlEngineerRoleArn: 'arn:aws:iam::123456789012:role/engineer',
  reviewerRoleArn: 'arn:aws:iam::123456789012:role/reviewer',
  ciRoleArn: 'arn:aws:iam::123456789012:role/ci',
  trainingRoleArn: 'arn:aws:iam::123456789012:role/training',
  servingRoleArn: 'arn:aws:iam::123456789012:role/serving',
  pipelineRoleArn: 'arn:aws:iam::123456789012:role/pipeline',
  criticalTopicArns: ['arn:aws:sns:eu-north-1:123456789012:critical'],
  warningTopicArns: ['arn:aws:sns:eu-north-1:123456789012:warning'],
  infoTopicArns: [],
};
