import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { EndpointSource } from '../../core/drift/source-plan';
import { isUnresolved } from '../../core/private';
import { modelsOf } from '../../core/serving/model-endpoint-plan';
import { monitorImages } from '../../facts/aws/drift-images';
import { contentOfFiles, filesKey, MonitorPlace } from '../../facts/aws/drift-monitor';
import { Values } from '../../facts/aws/fill';
import { SagemakerModel } from '../../providers/aws/sagemaker-model';
import { contentHash } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { ModelEndpoint } from '../serving/model-endpoint';
import { StoreOnS3 } from '../storage/store-access';

/** A monitor of an endpoint: SageMaker watches nothing else. */
export type MonitorPlan = DriftMonitorPlan & { readonly source: EndpointSource; readonly reports: ArtifactPath };

/** What the parts of a monitor stand on. */
export interface MonitorContext {
  readonly platform: IMlPlatform;
  readonly plan: MonitorPlan;
  /** Where requests are kept. */
  readonly captured: ArtifactPath;
  /** What stands in the braces of the almanac's rights. */
  readonly values: Values;
  /** All that the almanac asks for but the role. */
  readonly place: Omit<MonitorPlace, 'roleArn'>;
}

/** What the endpoint and the platform say of a monitor. */
export function contextOf(scope: Construct, platform: IMlPlatform, plan: MonitorPlan): MonitorContext {
  const { name, reports, source: { endpoint, capture } } = plan;
  const { platform: owner, plan: { name: endpointName } } = endpoint._traits();
  const { region, accountId, platformName, encryptionKey: { keyId }, artifacts } = platform;
  const { partition, ...where } = placeOf(region, accountId);
  const bucketArn = (bucket: string) => `arn:${partition}:s3:::${bucket}`;
  return {
    platform,
    plan,
    captured: capture.path ?? (owner as IMlPlatform).artifacts.path(`capture/${endpointName}`),
    values: {
      ...where,
      partition,
      account: accountId,
      name: platformName,
      // Objects are encrypted as their bucket says, which may be one that was there before, with a key of its own.
      key: [...new Set([keyId, ...[artifacts, reports.store].map((store) => (store as Partial<StoreOnS3>).keyArn ?? keyId)])],
      monitor: name,
      endpoint: endpointName,
      artifacts: bucketArn(artifacts.storeName),
      files: filesKey(name),
      reports: `${bucketArn(reports.store.storeName)}/${reports.key}`,
      reportStore: bucketArn(reports.store.storeName),
    },
    place: {
      partition,
      platformName,
      endpointName,
      modelName: plan.signals.attribution ? servedModel(endpoint as ModelEndpoint) : '',
      subnetIds: platform.network.privateSubnetIds,
      securityGroupId: platform.jobSecurityGroupId,
      keyArn: keyId,
      images: monitorImages(region)!,
      bucket: artifacts.storeName,
      content: shortHash(scope, contentOfFiles(plan)),
      reportsUri: reports.uri,
      tags: platform.tags,
    },
  };
}

/** The one model that answers. */
function servedModel(endpoint: ModelEndpoint): string {
  const index = modelsOf(endpoint._traits().plan).findIndex(({ weight }) => weight > 0);
  return (endpoint.modelResources[Math.max(0, index)] as SagemakerModel).name;
}

function shortHash(scope: Construct, content: string): string {
  const hash = contentHash(scope, content);
  return isUnresolved(hash) ? Fn.substr(hash, 0, 16) : hash.slice(0, 16);
}
