import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { NODE_GROUP_LABEL } from '../../core/training/node-group-plan';
import { mirroredImage } from '../mirrored-image';
import { tolerationsOf } from '../tolerations';
import { ClusterJobBinding } from './cluster-job-binding';
import { jobVolumes } from './job-volumes';
import { asWritten } from './kubelet-text';
import { podEnvironment } from './pod-environment';
import { podResources, Resources } from './pod-resources';

type Json = Record<string, unknown>;

/** What the pods of a job have in common. */
export interface PodParts {
  readonly plan: TrainingJobPlan<ClusterPlace>;
  readonly binding: ClusterJobBinding;
  /** The label by which Kubernetes tells a pod the name of its run. */
  readonly runLabel: string;
}

/** What differs from pod to pod. */
export interface PodWish {
  readonly container: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: readonly Json[];
  readonly resources?: Resources;
  readonly restartPolicy?: 'Never' | 'OnFailure';
  readonly subdomain?: string;
  /** Whether its processes talk to the API server. */
  readonly usesApiServer?: boolean;
  /** Whether `sshd` runs in it, which changes users. */
  readonly entersByShell?: boolean;
}

/** Time to write a checkpoint before the node goes: what AWS gives a spot machine, and more than the others do. */
const GRACE_SECONDS = 120;

/** Images of frameworks run as root; what a root without capabilities can do ends with its container. */
const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A run is not moved to save a node: the autoscalers of GKE and AKS, and Karpenter, look at these. */
const STAYS = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false', 'karpenter.sh/do-not-disrupt': 'true' };

/** A pod of a job, on the nodes of its groups and as its account. */
export function podTemplate({ plan, binding, runLabel }: PodParts, wish: PodWish): Json {
  const { place, image } = plan;
  const { groups, traits } = place;
  const data = jobVolumes(plan, binding.volumes);
  return {
    metadata: {
      labels: { ...traits.labels, ...binding.podLabels, ...jobLabel(plan) },
      annotations: { ...STAYS, ...topology(plan), ...data.podAnnotations },
    },
    spec: {
      serviceAccountName: binding.serviceAccountName,
      automountServiceAccountToken: wish.usesApiServer === true || place.serviceAccountToken,
      enableServiceLinks: false,
      ...(wish.restartPolicy ? { restartPolicy: wish.restartPolicy } : {}),
      ...(wish.subdomain ? { subdomain: wish.subdomain } : {}),
      terminationGracePeriodSeconds: GRACE_SECONDS,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      tolerations: tolerationsOf(groups),
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: NODE_GROUP_LABEL, operator: 'In', values: groups.map(({ name }) => name) }] }],
          },
        },
      },
      containers: [{
        name: wish.container,
        image: plan.ownImage || !traits.mirror ? image.uri : mirroredImage(traits.mirror, image.uri),
        ...(wish.command ? { command: wish.command.map(asWritten) } : {}),
        ...(wish.args ? { args: wish.args.map(asWritten) } : {}),
        env: [...podEnvironment(plan, data, binding, runLabel), ...(wish.environment ?? [])],
        resources: wish.resources ?? podResources(plan),
        volumeMounts: data.volumeMounts,
        securityContext: wish.entersByShell ? {} : CONFINED,
      }],
      volumes: data.volumes,
    },
  };
}

/** https://kueue.sigs.k8s.io/docs/concepts/topology_aware_scheduling/ */
function topology({ place: { topologyLevel } }: TrainingJobPlan<ClusterPlace>): Record<string, string> {
  return topologyLevel === undefined ? {} : { 'kueue.x-k8s.io/podset-preferred-topology': topologyLevel };
}

/** What finds all that belongs to a job. */
export function jobLabel({ name }: Pick<TrainingJobPlan, 'name'>): Record<string, string> {
  return { 'ml-platform/job': name };
}
