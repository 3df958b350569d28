import { ArtifactPath, IModelVersion } from '../../core';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { modelsOf, ModelEndpointPlan, VersionContent } from '../../core/serving/model-endpoint-plan';
import { CollectorStore } from '../../kubernetes/serving/capture/collector-store';
import { ModelVersion } from '../registry/model-version';
import { ObjectStorage } from '../storage/object-storage';

const REGION = 'us-east-1';

/** Where the files of a version lie; nobody but its registry knows it of one that is not part of this program. */
export function artifactOf(version: IModelVersion): ArtifactPath | undefined {
  return (version as Partial<ModelVersion>)._artifact;
}

/** What a version is made of, which is files always. */
export function contentOf(version: IModelVersion): VersionContent | undefined {
  const artifact = artifactOf(version);
  return artifact && { artifact };
}

/** What the client of S3 reads that fetches models; the Secret is looked up in the namespace of the endpoint. */
export function modelStorage(plan: ModelEndpointPlan<ClusterPlace>, storage: ObjectStorage): Array<Record<string, unknown>> {
  if (modelsOf(plan).every(({ model }) => !model.artifact && !model.version)) return [];
  const { endpoint, region = REGION, credentialsSecret, readOnlyCredentialsSecret: name = credentialsSecret } = storage;
  return [
    { name: 'AWS_ENDPOINT_URL', value: endpoint },
    { name: 'AWS_REGION', value: region },
    ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })),
  ];
}

/** How captured requests are written; the Secret is looked up in the namespace of the endpoint, too. */
export function captureStorage({ endpoint, region = REGION, credentialsSecret }: ObjectStorage): Omit<CollectorStore, 'path'> {
  return { system: 's3', endpoint, region, credentialsSecret };
}
