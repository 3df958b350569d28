import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { Problems } from '../../core/private';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';
import { KueueProps } from './kueue-props';
import { managerConfig } from './manager-config';
import { checkTopology, checkTopologyNodes } from './node-topology';
import { checkPreemption } from './preemption-policy';
import { queueManifests } from './queue-manifests';
import { checkQuotas } from './quota-checks';
import { checkSharing } from './sharing-checks';
import { teamQueues } from './team-queues';
import { TeamQuota } from './team-quota';
import { checkPriorities } from './workload-priorities';

const NAMESPACE = 'kueue-system';

/**
 * A queue and a quota for each team: a job starts when all of its pods have room, or waits. Each team gets a namespace with its name and a queue
 * `default` in it, so that a job needs no more than the namespace; each group of nodes is a flavor with its name. CPUs, memory and GPUs are counted;
 * whatever else a job asks for, such as network interfaces of EFA or InfiniBand, goes with its node.
 *
 * A job for GPUs tolerates their taint in its template, `{ key: 'nvidia.com/gpu', operator: 'Exists' }`, also on GKE, which adds that to pods only when Kueue
 * has decided already. A job without the toleration waits for CPUs of other groups and never takes GPU nodes. Jobs of Kubernetes, JobSet, Kubeflow and Ray
 * wait as a whole; so do the pods of anything else with the labels of a group of pods, and else one by one.
 *
 * A team's share is its own, unless a `cohort` lets teams use what others leave, with limits, priorities and a fair division of it as they wish. A share that
 * was lent comes back at once: the jobs that borrowed it are stopped, unless `preemption` says otherwise.
 *
 * Throws `kueue/no-team`, `kueue/team-twice`, `kueue/team-name`, `kueue/cohort`, `kueue/limit`, `kueue/fair-sharing`, `kueue/priority`, `kueue/topology`, and
 * when it is installed `kueue/node-group`, `kueue/quota`, `kueue/topology`.
 *
 * @see https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function share(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Kueue({ teams: [{ team: 'vision', gpus: { h100x8: 16 } }, { team: 'language', gpus: { h100x8: 16 } }] }));
 * }
 */
export class Kueue implements IClusterSoftware {
  public readonly softwareName: string = 'kueue';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  private readonly wishes: KueueProps;

  /**
   * @param props how jobs wait
   */
  public constructor(props: KueueProps) {
    const problems = new Problems();
    checkTeams(props.teams, problems);
    checkSharing(props, problems);
    checkPreemption(props, problems);
    checkPriorities(props.priorities, problems);
    checkTopology(props.topology, problems);
    problems.throwIfAny();
    this.wishes = { ...props, teams: [...props.teams] };
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const problems = new Problems();
    const { teams, topology } = this.wishes;
    const { provided, mirror, labels, nodeGroups } = cluster;
    checkQuotas(teams, nodeGroups, problems);
    checkTopologyNodes(topology, nodeGroups, problems);
    problems.throwIfAny();
    const values = {
      enablePrometheus: provided.includes(FEATURES.prometheusOperator),
      managerConfig: { controllerManagerConfigYaml: managerConfig(this.wishes) },
      controllerManager: {
        replicas: 2,
        podDisruptionBudget: { enabled: true },
        ...(mirror ? { manager: { image: { repository: mirroredImage(mirror, 'registry.k8s.io/kueue/kueue') } } } : {}),
      },
    };
    return {
      namespaces: [
        { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
        ...teams.map(({ team }) => ({ name: team, labels: { 'ml-platform/team': team } })),
      ],
      charts: [{ releaseName: this.softwareName, ...CHARTS.kueue, namespace: NAMESPACE, values }],
      manifests: [{ name: 'kueue-queues', namespace: NAMESPACE, manifests: queueManifests(this.wishes, nodeGroups, labels) }],
      queues: teamQueues(this.wishes, nodeGroups),
    };
  }
}

/** Namespaces that Kubernetes, the clouds, their add-ons and the software of this library use. */
const TAKEN = [
  'default', NAMESPACE, 'amazon-cloudwatch', 'argo', 'argo-events', 'cert-manager', 'dcgm-exporter', 'external-secrets', 'gatekeeper-system', 'gmp-system', 'gpu-operator',
  'jobset-system', 'keda', 'kserve', 'kubeflow-system', 'kuberay-system', 'lws-system', 'monitoring', 'mpi-operator', 'opentelemetry-operator', 'volcano-system',
];
const TAKEN_PREFIXES = ['kube-', 'gke-managed-'];

/** Names of namespaces: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const TEAM = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function checkTeams(teams: readonly TeamQuota[], problems: Problems): void {
  if (teams.length === 0) problems.add('kueue/no-team', 'queues without a team let nobody in: give at least one team');
  teams.forEach(({ team }, i) => {
    if (!TEAM.test(team)) {
      problems.add('kueue/team-name', `'${team}' cannot name a team, since its namespace has the same name: use up to 63 lower-case letters, digits and hyphens, a letter first`);
    } else if (TAKEN.includes(team) || TAKEN_PREFIXES.some((prefix) => team.startsWith(prefix))) {
      problems.add('kueue/team-name', `'${team}' cannot name a team, since its namespace has the same name, and that is one of Kubernetes, a cloud or other software: choose another name`);
    }
    if (teams.findIndex((other) => other.team === team) !== i) problems.add('kueue/team-twice', `two teams are named '${team}': join them to one`);
  });
}
