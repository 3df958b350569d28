import { mirroredImage } from '../mirrored-image';
import { ClusterFeaturesBinding } from './cluster-features-binding';
import { FEAST_IMAGE, FEAST_USER } from './feast-release';
import { ClusterFeaturesPlan, FeaturePart, partLabels } from './feature-labels';
import { storeSettings } from './store-settings';

type Json = Record<string, unknown>;

/** What a pod with the program of Feast does. */
export interface FeaturePod {
  readonly part: FeaturePart;
  readonly args: readonly string[];
  /** More of the container: its ports and probes. */
  readonly container?: Json;
  readonly memory: string;
  readonly restartPolicy?: 'Never';
  /** Whether it asks the API server. */
  readonly usesApiServer?: boolean;
}

/** What containers of the program and of connectors may do: nothing beside their work. */
export const CONFINED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

/** Where the ConfigMaps of a store are called. */
export function programName({ name }: Pick<ClusterFeaturesPlan, 'name'>): string {
  return `${name}-program`;
}

export function groupsName({ name }: Pick<ClusterFeaturesPlan, 'name'>): string {
  return `${name}-groups`;
}

/** A pod of a store that runs the program, as the identity of the store. */
export function featurePod(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding, pod: FeaturePod): Json {
  const { traits } = plan.place;
  const { databaseSecret } = binding;
  const mounts = [
    { name: 'program', mountPath: '/feast/program', readOnly: true },
    { name: 'groups', mountPath: '/feast/groups', readOnly: true },
    { name: 'work', mountPath: '/tmp' },
    ...(databaseSecret ? [{ name: 'database', mountPath: '/feast/database', readOnly: true }] : []),
  ];
  return {
    metadata: { labels: { ...traits.labels, ...binding.podLabels, ...partLabels(plan, pod.part) } },
    spec: {
      serviceAccountName: binding.serviceAccountName,
      automountServiceAccountToken: pod.usesApiServer ?? false,
      enableServiceLinks: false,
      ...(pod.restartPolicy ? { restartPolicy: pod.restartPolicy } : {}),
      securityContext: { runAsNonRoot: true, runAsUser: FEAST_USER, runAsGroup: FEAST_USER, fsGroup: FEAST_USER, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: pod.part,
        image: traits.mirror ? mirroredImage(traits.mirror, FEAST_IMAGE) : FEAST_IMAGE,
        command: ['python', '/feast/program/ml_features.py', ...pod.args],
        env: environment(plan, binding),
        resources: { requests: { cpu: '250m', memory: pod.memory }, limits: { memory: pod.memory } },
        securityContext: CONFINED,
        volumeMounts: mounts,
        ...pod.container,
      }],
      volumes: [
        { name: 'program', configMap: { name: programName(plan) } },
        { name: 'groups', configMap: { name: groupsName(plan) } },
        // The settings with a password are put together here: in memory, and so on no disk.
        { name: 'work', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } },
        ...(databaseSecret ? [{ name: 'database', secret: { secretName: databaseSecret.name, items: [{ key: databaseSecret.key, path: 'settings.yaml' }] } }] : []),
      ],
    },
  };
}

function environment(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding): Json[] {
  const { databaseSecret, files: { endpoint, region, credentialsSecret } } = binding;
  const env: Record<string, string | undefined> = {
    HOME: '/tmp',
    PYTHONPATH: '/feast/program',
    PYTHONDONTWRITEBYTECODE: '1',
    STORE_SETTINGS: JSON.stringify(storeSettings(plan, binding)),
    DATABASE_SETTINGS: databaseSecret && '/feast/database/settings.yaml',
    // The libraries of AWS read either.
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    // Feast's registry reads a name of its own: https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/infra/registry/s3.py
    FEAST_S3_ENDPOINT_URL: endpoint,
  };
  const known = Object.entries(env).filter(([, value]) => value !== undefined);
  const keys = credentialsSecret === undefined ? [] : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
  return [
    ...known.map(([name, value]) => ({ name, value })),
    ...keys.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: credentialsSecret, key } } })),
  ];
}
