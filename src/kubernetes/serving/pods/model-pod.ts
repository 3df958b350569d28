import { VariantPlan } from '../../../core/serving/variant-plan';
import { NODE_GROUP_LABEL } from '../../../core/training/node-group-plan';
import { asWritten } from '../../jobs/kubelet-text';
import { mirroredImage } from '../../mirrored-image';
import { tolerationsOf } from '../../tolerations';
import { ClusterEndpointBinding, filesOf } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, variantLabels } from '../endpoint-labels';
import { MODEL_VOLUME, modelDownload } from './model-download';
import { MODEL_DIR, ModelServer } from './model-server';
import { replicaResources } from './replica-resources';

type Json = Record<string, unknown>;

/** Whom containers run as that say nothing themselves; servers of KServe and of NVIDIA have a user of that number. */
const USER = 1000;

/** Longer than load balancers and other nodes take to hear that a pod goes. */
const LEAVE_SECONDS = 15;
/** Answers that are under way. */
const GRACE_SECONDS = 90;
/** Large models take that long to be fetched and loaded. */
export const START_SECONDS = 1_800;
const PROBE_SECONDS = 10;

const NO_RIGHTS = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** What pods of a model have in common, whoever makes them. */
export interface ModelPod {
  readonly labels: Readonly<Record<string, string>>;
  /** Whose account, on which nodes, as whom. */
  readonly spec: Json;
  /** Fetches the model; none where it is part of the image or the server fetches it. */
  readonly initContainers: readonly Json[];
  /** Without its name. */
  readonly container: Json;
  readonly volumes: readonly Json[];
}

export function modelPod(plan: ClusterEndpointPlan, variant: VariantPlan, server: ModelServer, binding: ClusterEndpointBinding): ModelPod {
  const { traits, serviceAccountToken } = plan.place;
  const { model, groups, gpus } = variant;
  const files = filesOf(model, binding);
  return {
    labels: { ...traits.labels, ...binding.podLabels, ...variantLabels(plan, variant) },
    spec: {
      serviceAccountName: binding.serviceAccountName,
      automountServiceAccountToken: serviceAccountToken,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: GRACE_SECONDS,
      securityContext: { runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, fsGroup: USER, seccompProfile: { type: 'RuntimeDefault' } },
      tolerations: tolerationsOf(groups),
      ...(groups.length > 0 ? { affinity: onNodesOf(groups.map(({ name }) => name)) } : {}),
      topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
        topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: variantLabels(plan, variant) },
      })),
    },
    initContainers: files ? [modelDownload(files, traits.mirror, binding)] : [],
    container: {
      image: model.ownImage || !traits.mirror ? model.image!.uri : mirroredImage(traits.mirror, model.image!.uri),
      ...(server.command ? { command: server.command.map(asWritten) } : {}),
      ...(server.args.length > 0 ? { args: server.args.map(asWritten) } : {}),
      env: environmentOf(plan, variant, server, files !== undefined),
      resources: replicaResources(variant),
      securityContext: NO_RIGHTS,
      volumeMounts: [
        ...(files ? [{ name: MODEL_VOLUME, mountPath: MODEL_DIR, readOnly: true }] : []),
        { name: 'scratch', mountPath: '/tmp' },
        ...(gpus > 0 ? [{ name: 'shared-memory', mountPath: '/dev/shm' }] : []),
      ],
    },
    volumes: [
      ...(files ? [{ name: MODEL_VOLUME, emptyDir: {} }] : []),
      // Where everybody may write: containers run as no user of their image.
      { name: 'scratch', emptyDir: {} },
      // What processes of a pod share: tensors of several GPUs. It is taken from the memory of the pod.
      ...(gpus > 0 ? [{ name: 'shared-memory', emptyDir: { medium: 'Memory' } }] : []),
    ],
  };
}

/** Whether a container has started, may be asked, and still lives. */
export function probesOf({ port, healthPath, grpc }: ModelServer): Json {
  const asked = grpc ? { grpc: { port } } : { httpGet: { path: healthPath, port } };
  return {
    startupProbe: { ...asked, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5, failureThreshold: START_SECONDS / PROBE_SECONDS },
    readinessProbe: { ...asked, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 2 },
    livenessProbe: { ...asked, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 3 },
  };
}

/** A pod that goes still answers until nobody sends it anything: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
export const LEAVING = { preStop: { sleep: { seconds: LEAVE_SECONDS } } };

/** What the user says goes before what the library does. */
function environmentOf({ environment, name }: ClusterEndpointPlan, { model }: VariantPlan, server: ModelServer, hasFiles: boolean): Json[] {
  const token = model.huggingFace?.token;
  const own = { HOME: '/tmp', ML_ENDPOINT: name, ...(hasFiles ? { ML_MODEL_DIR: MODEL_DIR } : {}), ...server.environment };
  return [
    ...Object.entries({ ...own, ...environment }).map(([variable, value]) => ({ name: variable, value: asWritten(value) })),
    ...(token ? [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: token.secretId, key: token.key } } }] : []),
  ];
}

function onNodesOf(groups: readonly string[]): Json {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: NODE_GROUP_LABEL, operator: 'In', values: groups }] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}
