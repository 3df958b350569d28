import { ArtifactPath } from '../../../core';
import { mirroredImage } from '../../mirrored-image';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { MODEL_DIR } from './model-server';

type Json = Record<string, unknown>;

/** The AWS command line lists below the model's path only, which is all that its account may: https://gallery.ecr.aws/aws-cli/aws-cli */
const S3_CLIENT = 'public.ecr.aws/aws-cli/aws-cli:2.35.5';
/**
 * KServe's reads Cloud Storage and Blob Storage as the pod's account: https://github.com/kserve/kserve/blob/v0.20.0/python/storage/kserve_storage/kserve_storage.py. Of S3 it first
 * asks for the whole bucket, which an account of a model may not.
 */
const STORAGE_INITIALIZER = 'docker.io/kserve/storage-initializer:v0.20.0';

/** The folder of a pod that has the model. */
export const MODEL_VOLUME = 'model';

/** Fetches the files of a model into the pod before its server starts, as the pod's account. */
export function modelDownload(path: ArtifactPath, mirror: string | undefined, { modelUri, storageEnvironment = [] }: ClusterEndpointBinding): Json {
  const uri = folderOf(modelUri?.(path) ?? path.uri);
  const s3 = uri.startsWith('s3://');
  const image = s3 ? S3_CLIENT : STORAGE_INITIALIZER;
  return {
    name: 'fetch-model',
    image: mirror ? mirroredImage(mirror, image) : image,
    args: s3 ? ['s3', 'cp', '--recursive', '--no-progress', uri, MODEL_DIR] : [uri, MODEL_DIR],
    env: [{ name: 'HOME', value: '/tmp' }, ...storageEnvironment],
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '2Gi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: MODEL_VOLUME, mountPath: MODEL_DIR }, { name: 'scratch', mountPath: '/tmp' }],
  };
}

/** `models/1` alone would be `models/10`, too. */
function folderOf(uri: string): string {
  return uri.replace(/\/*$/, '/');
}
