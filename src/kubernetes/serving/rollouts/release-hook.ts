import { asWritten } from '../../jobs/kubelet-text';
import { mirroredImage } from '../../mirrored-image';
import { HOOK_DELETED } from '../../software/ready-hook';
import { ClusterEndpointPlan, metadataOf } from '../endpoint-labels';
import { Guard } from './guards';
import { RELEASE_PROGRAM } from './release-program';
import { ReleaseTime } from './release-time';

type Json = Record<string, unknown>;

/** https://hub.docker.com/_/python/tags */
const PYTHON = 'docker.io/library/python:3.13.16-alpine3.24';
const RBAC = 'rbac.authorization.k8s.io';

/** The code with which the program says that it has failed, and not its node. */
const FAILED = 3;

/** What the program of a release does, one after the other. */
export type ReleaseStep =
  | { readonly what: 'deployment' | 'rollout' | 'service'; readonly path: string; readonly content?: string }
  | { readonly what: 'watch'; readonly seconds: number }
  | {
    readonly what: 'shift';
    readonly path: string;
    /** The ConfigMap that has what was before. */
    readonly memory: string;
    readonly content: string;
    readonly predictor: Json;
    readonly steps: readonly number[];
    readonly bakeSeconds: number;
    readonly keepOldSeconds: number;
  };

/** A hook of Helm. */
export interface ReleaseHook {
  /** What is added to the endpoint's name. */
  readonly suffix: string;
  /** When: https://helm.sh/docs/topics/charts_hooks/ */
  readonly when: string;
  readonly steps: readonly ReleaseStep[];
}

/** What the account of the hooks may do, and to what. */
export interface ReleaseRight {
  readonly group: string;
  readonly resource: string;
  readonly names: readonly string[];
  readonly verbs: readonly string[];
}

/** Who is asked, and what sends requests back. */
export interface ReleaseWatch {
  readonly prometheus: string;
  readonly guards: readonly Guard[];
}

/** Jobs in hooks of Helm, whose failure fails the release and sends it back, and the account that may do just that. */
export function releaseHooks(
  plan: ClusterEndpointPlan,
  hooks: readonly ReleaseHook[],
  rights: readonly ReleaseRight[],
  watch: ReleaseWatch,
  time: ReleaseTime,
): Json[] {
  if (hooks.length === 0) return [];
  const account = `${plan.name}-release`;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(plan, account), automountServiceAccountToken: false },
    ...(rights.length > 0 ? roleOf(plan, account, rights) : []),
    ...hooks.map(({ suffix, when, steps }) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { ...metadataOf(plan, `${plan.name}-${suffix}`), annotations: { 'helm.sh/hook': when, 'helm.sh/hook-delete-policy': HOOK_DELETED } },
      spec: jobOf(plan, account, { do: steps, ...watch, readySeconds: time.readySeconds }, time),
    })),
  ];
}

function roleOf(plan: ClusterEndpointPlan, account: string, rights: readonly ReleaseRight[]): Json[] {
  const metadata = metadataOf(plan, account);
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata,
      rules: rights.map(({ group, resource, names, verbs }) => ({ apiGroups: [group], resources: [resource], resourceNames: names, verbs })),
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: account },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: plan.place.namespace }],
    },
  ];
}

/** A node that goes takes the pod with it, and the next one goes on where it was; what the program itself says to have failed has. */
function jobOf({ place: { traits } }: ClusterEndpointPlan, serviceAccountName: string, release: Json, { hookSeconds }: ReleaseTime): Json {
  return {
    backoffLimit: 3,
    activeDeadlineSeconds: hookSeconds,
    podFailurePolicy: {
      rules: [
        { action: 'FailJob', onExitCodes: { containerName: 'release', operator: 'In', values: [FAILED] } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    template: {
      // No label of the endpoint: its policies and monitors are about pods that answer.
      metadata: { labels: traits.labels },
      spec: {
        serviceAccountName,
        automountServiceAccountToken: true,
        enableServiceLinks: false,
        restartPolicy: 'Never',
        securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'release',
          image: traits.mirror ? mirroredImage(traits.mirror, PYTHON) : PYTHON,
          command: ['python3', '-c', RELEASE_PROGRAM],
          env: [{ name: 'RELEASE', value: asWritten(JSON.stringify(release)) }],
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        }],
      },
    },
  };
}
