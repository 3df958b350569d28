import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';
import { PAYLOADS } from '../../facts/azure/serving-endpoints';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelDatastores } from './model-datastores';

/** What a deployment keeps of its requests: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-collect-production-data#perform-payload-logging */
export type Collections = Readonly<Record<string, {
  readonly dataCollectionMode: 'Enabled';
  readonly dataId: string;
  /** Between 0 and 1. */
  readonly samplingRate: number;
  readonly clientId: string;
}>>;

/** The body of `Microsoft.MachineLearningServices/workspaces/data/versions@2025-12-01`, as far as it is used. */
interface DataBody {
  readonly properties: { readonly dataType: 'uri_folder'; readonly dataUri: string; readonly tags: Readonly<Record<string, string>> };
}

export interface CollectorProps {
  readonly platform: IMlPlatform;
  readonly endpointName: string;
  readonly capture: CapturePlan;
  readonly path: ArtifactPath;
  readonly datastores: ModelDatastores;
  /** Who writes. */
  readonly clientId: string;
}

/** Where requests and answers are kept: a data asset of each, which monitors read. */
export class DataCollector extends Construct {
  public readonly collections: Collections;
  public readonly resources: TerraformResource[];

  public constructor(scope: Construct, id: string, { platform, endpointName, capture, path, datastores, clientId }: CollectorProps) {
    super(scope, id);
    const kept = [PAYLOADS.requests, ...(capture.responses ? [PAYLOADS.responses] : [])];
    const uri = datastores.uriOf(path);
    const assets = kept.map((what) => new AzapiResource<DataBody>(this, what, {
      type: 'Microsoft.MachineLearningServices/workspaces/data/versions',
      name: '1',
      parentId: `${platform.machineLearningWorkspaceId}/data/${endpointName}-${what}`,
      body: { properties: { dataType: 'uri_folder', dataUri: `${uri}${what}/`, tags: platform.tags } },
      dependsOn: [...datastores.resources],
      // Where an asset points to never changes; a new place is a new one.
      replaceOn: ['properties.dataUri'],
    }));
    this.resources = assets;
    this.collections = Object.fromEntries(kept.map((what, i) => [what, {
      dataCollectionMode: 'Enabled', dataId: assets[i]!.id, samplingRate: capture.percent / 100, clientId,
    }]));
  }
}
