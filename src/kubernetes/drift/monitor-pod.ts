import { CONFINED } from '../features/feature-pod';
import { mirroredImage } from '../mirrored-image';
import { ClusterDriftPlan, MonitorPart, namesOf } from './drift-labels';
import { EVIDENTLY_IMAGE, EVIDENTLY_USER } from './evidently-release';

type Json = Record<string, unknown>;

/** What differs between the pods of a monitor. */
export interface MonitorPod {
  readonly part: MonitorPart;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccountName: string;
  /** Whether it asks the API server. */
  readonly usesApiServer: boolean;
  readonly args: readonly string[];
  readonly env: readonly Json[];
  readonly envFrom?: readonly Json[];
  readonly resources: Json;
  /** More of the container: its ports and probes. */
  readonly container?: Json;
  /** Another ConfigMap of the monitor, mounted under its last word. */
  readonly map: 'settings' | 'results';
  readonly spec?: Json;
}

/** A pod with the program of a monitor. */
export function monitorPod(plan: ClusterDriftPlan, pod: MonitorPod): Json {
  const { traits } = plan.place;
  const names = namesOf(plan);
  return {
    metadata: { labels: { ...traits.labels, ...pod.labels } },
    spec: {
      serviceAccountName: pod.serviceAccountName,
      automountServiceAccountToken: pod.usesApiServer,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: EVIDENTLY_USER, runAsGroup: EVIDENTLY_USER, fsGroup: EVIDENTLY_USER, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: pod.part,
        image: traits.mirror ? mirroredImage(traits.mirror, EVIDENTLY_IMAGE) : EVIDENTLY_IMAGE,
        command: ['python', ...pod.args],
        env: [{ name: 'HOME', value: '/tmp' }, { name: 'PYTHONDONTWRITEBYTECODE', value: '1' }, ...pod.env],
        ...(pod.envFrom && pod.envFrom.length > 0 ? { envFrom: pod.envFrom } : {}),
        resources: pod.resources,
        securityContext: CONFINED,
        volumeMounts: [
          { name: 'program', mountPath: '/drift/program', readOnly: true },
          { name: pod.map, mountPath: `/drift/${pod.map}`, readOnly: true },
          { name: 'scratch', mountPath: '/tmp' },
        ],
        ...pod.container,
      }],
      volumes: [
        { name: 'program', configMap: { name: names.program } },
        { name: pod.map, configMap: { name: names[pod.map] } },
        { name: 'scratch', emptyDir: { sizeLimit: '1Gi' } },
      ],
      ...pod.spec,
    },
  };
}
