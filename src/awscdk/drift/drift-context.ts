import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { EndpointSource } from '../../core/drift/source-plan';
import { contentHash } from '../../core/private';
import { monitorImages } from '../../facts/aws/drift-images';
import { contentOfFiles, filesKey, MonitorPlace } from '../../facts/aws/drift-monitor';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { privateSubnets } from '../platform/platform-network';
import { ModelEndpoint } from '../serving/model-endpoint';
import { stackValues } from '../stack-values';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';

/** A monitor of SageMaker: of an endpoint. */
export interface ManagedPlan extends DriftMonitorPlan {
  readonly source: EndpointSource;
}

/** What the parts of a monitor stand on. */
export interface DriftContext {
  readonly platform: IMlPlatform;
  readonly plan: ManagedPlan;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
  /** Where SageMaker works; the role is that of the jobs. */
  place(roleArn: string): MonitorPlace;
}

export function contextOf(scope: IConstruct, platform: IMlPlatform, plan: ManagedPlan): DriftContext {
  const { name, source: { endpoint }, reports } = plan;
  const { partition, region, account } = Stack.of(scope);
  const { artifacts, key, vpc, jobSecurityGroup, tags } = platform;
  const subnetIds = privateSubnets(vpc).map(({ subnetId }) => subnetId);
  const arnOf = (bucket: string) => `arn:${partition}:s3:::${bucket}`;
  const place = (roleArn: string): MonitorPlace => ({
    partition,
    roleArn,
    subnetIds,
    tags,
    platformName: platform.platformName,
    endpointName: endpoint.endpointName,
    // Another stack than the endpoint's would hold on to the model, so that none could be released any more: only who asks the model by itself names it.
    modelName: plan.signals.attribution ? (endpoint as unknown as ModelEndpoint)._modelName() : '',
    securityGroupId: jobSecurityGroup.securityGroupId,
    keyArn: key.keyArn,
    // A region without them was refused.
    images: monitorImages(region)!,
    bucket: artifacts.storeName,
    content: contentHash(contentOfFiles(plan)),
    reportsUri: reports!.uri,
  });
  return {
    platform,
    plan,
    place,
    values: {
      ...stackValues(scope, platform.platformName),
      key: keysOf(platform),
      artifacts: arnOf(artifacts.storeName),
      files: filesKey(name),
      reports: `${arnOf(reports!.store.storeName)}/${reports!.key}`,
      reportStore: arnOf(reports!.store.storeName),
      monitor: name,
      endpoint: endpoint.endpointName,
      subnets: subnetIds.map((id) => `arn:${partition}:ec2:${region}:${account}:subnet/${id}`),
    },
  };
}

/** Objects are encrypted as their bucket says, which may be one that was there before, with a key of its own. */
function keysOf({ artifacts, key }: IMlPlatform): string[] {
  const own = artifacts instanceof ExistingArtifactStore ? artifacts.key : undefined;
  return [...new Set([key.keyArn, ...(own ? [own.keyArn] : [])])];
}
