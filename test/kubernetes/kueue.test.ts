import { Fn, Token } from 'cdktf';
import { NodeGroupTraits } from '../../src/core';
import { Kueue, TeamQuota } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { CPUS, GPUS, MIRRORED, traits, valuesOf, WATCHED } from './traits';

type Json = Record<string, any>;

function queues(teams: TeamQuota[], nodeGroups: NodeGroupTraits[] = [GPUS, CPUS]): Json[] {
  return new Kueue({ teams }).parts(traits({ nodeGroups })).manifests![0].manifests;
}
const kinds = (manifests: Json[], kind: string) => manifests.filter((manifest) => manifest.kind === kind);

/** What each team may use of each group, by resource. */
const shares = (teams: TeamQuota[], nodeGroups?: NodeGroupTraits[]) => kinds(queues(teams, nodeGroups), 'ClusterQueue').map(({ spec }) => {
  return Object.fromEntries((spec.resourceGroups as Json[]).flatMap(({ flavors }) => (flavors as Json[]).map((flavor) => {
    return [flavor.name, Object.fromEntries((flavor.resources as Json[]).map(({ name, nominalQuota }) => [name, nominalQuota]))];
  })));
});

describe('queues', () => {
  const TEAMS: TeamQuota[] = [{ team: 'vision', gpus: { gpus: 20 } }, { team: 'language', gpus: { gpus: 12 }, cpus: { cpus: 32 } }];

  test('a team has a namespace, a queue in it, and a queue of the cluster that lets in nobody else', () => {
    expect(new Kueue({ teams: TEAMS }).parts(traits()).namespaces!.map(({ name }) => name)).toEqual(['kueue-system', 'vision', 'language']);
    const manifests = queues(TEAMS);
    expect(kinds(manifests, 'LocalQueue').map(({ metadata, spec }) => [metadata.name, metadata.namespace, spec.clusterQueue])).toEqual([
      ['default', 'vision', 'vision'], ['default', 'language', 'language'],
    ]);
    expect(kinds(manifests, 'ClusterQueue').map(({ spec }) => spec.namespaceSelector.matchLabels['kubernetes.io/metadata.name'])).toEqual(['vision', 'language']);
  });

  test('each group is a flavor, which puts work on its nodes', () => {
    const [gpus, cpus] = kinds(queues(TEAMS), 'ResourceFlavor');
    expect(gpus.spec.nodeLabels).toEqual({ 'ml-platform/node-group': 'gpus' });
    expect(cpus.spec).toEqual({ nodeLabels: { 'ml-platform/node-group': 'cpus' } });
  });

  test('a flavor with GPUs lets in what tolerates their taint, and tolerates it for nobody: Kueue does not look at a taint that the flavor tolerates itself', () => {
    const [gpus] = kinds(queues(TEAMS), 'ResourceFlavor');
    expect(gpus.spec.nodeTaints).toEqual([{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }]);
    expect(gpus.spec).not.toHaveProperty('tolerations');
  });

  test('a taint that is none of the job, as that of spot nodes, is tolerated for it', () => {
    const spot = { ...GPUS, taintKeys: ['nvidia.com/gpu', 'kubernetes.azure.com/scalesetpriority'] };
    const [flavor] = kinds(queues([{ team: 'vision', gpus: { gpus: 1 } }], [spot]), 'ResourceFlavor');
    expect(flavor.spec).toMatchObject({ nodeTaints: [{ key: 'nvidia.com/gpu' }], tolerations: [{ key: 'kubernetes.azure.com/scalesetpriority', operator: 'Exists' }] });
  });

  test('groups without GPUs are tried first, whichever came first', () => {
    const [queue] = kinds(queues([{ team: 'vision', gpus: { gpus: 1 }, cpus: { cpus: 1 } }]), 'ClusterQueue');
    expect(queue.spec.resourceGroups[0].flavors.map(({ name }: { name: string }) => name)).toEqual(['cpus', 'gpus']);
  });

  test('CPUs and memory go with GPUs; a group without GPUs is shared by its CPUs', () => {
    expect(shares(TEAMS)).toEqual([
      { gpus: { 'cpu': 480, 'memory': '5120Gi', 'nvidia.com/gpu': 20 } },
      { gpus: { 'cpu': 288, 'memory': '3072Gi', 'nvidia.com/gpu': 12 }, cpus: { 'cpu': 32, 'memory': '128Gi', 'nvidia.com/gpu': 0 } },
    ]);
  });

  test('what is not known of the nodes limits nobody', () => {
    const { cpus: _c, memoryGib: _m, ...gpus } = GPUS;
    const { cpus: _c2, memoryGib: _m2, ...cpus } = CPUS;
    const [share] = shares([{ team: 'vision', gpus: { gpus: 3 }, cpus: { cpus: 3 } }], [gpus, cpus]);
    expect(share.gpus).toEqual({ 'cpu': 1_000_000, 'memory': '1000000Gi', 'nvidia.com/gpu': 3 });
    expect(share.cpus).toEqual({ 'cpu': 3, 'memory': '1000000Gi', 'nvidia.com/gpu': 0 });
  });

  test('a share of no GPU is none of the CPUs, either', () => {
    expect(shares([{ team: 'vision', gpus: { gpus: 0 } }])).toEqual([{ gpus: { 'cpu': 0, 'memory': '0Gi', 'nvidia.com/gpu': 0 } }]);
  });

  test('whole shares are never rounded up', () => {
    for (let count = 1; count <= 32; count += 1) expect(shares([{ team: 'vision', gpus: { gpus: count } }])[0].gpus.cpu).toBe(count * 24);
  });

  test('a team without a share has one of nothing of each group: a queue without resources would let in everything', () => {
    const nothing = { 'cpu': 0, 'memory': '0Gi', 'nvidia.com/gpu': 0 };
    expect(shares([{ team: 'guests' }])).toEqual([{ gpus: nothing, cpus: nothing }]);
  });

  test('carry the labels of the platform', () => {
    queues(TEAMS).forEach(({ metadata }) => expect(metadata.labels).toEqual({ platform: 'ml' }));
  });
});

describe('the manager', () => {
  const KUEUE = new Kueue({ teams: [{ team: 'vision' }] });

  test('stands twice, and runs restricted', () => {
    expect(valuesOf(KUEUE).controllerManager).toMatchObject({ replicas: 2, podDisruptionBudget: { enabled: true } });
    expect(KUEUE.parts(traits()).namespaces![0].labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });

  test('admits jobs that ask for network interfaces, which have no quota', () => {
    const config = JSON.parse(valuesOf(KUEUE).managerConfig.controllerManagerConfigYaml);
    expect(config).toMatchObject({ apiVersion: 'config.kueue.x-k8s.io/v1beta2', kind: 'Configuration', resources: { quotaCheckStrategy: 'IgnoreUndeclared' } });
    expect(config.integrations.frameworks).toEqual(expect.arrayContaining(['batch/job', 'jobset.x-k8s.io/jobset', 'ray.io/rayjob', 'trainer.kubeflow.org/trainjob']));
  });

  test('lets every job of several pods wait as a whole, since single pods are queued, too', () => {
    const { frameworks } = JSON.parse(valuesOf(KUEUE).managerConfig.controllerManagerConfigYaml).integrations;
    const gangs = ['mpijob', 'paddlejob', 'pytorchjob', 'tfjob', 'xgboostjob', 'jaxjob'].map((kind) => `kubeflow.org/${kind}`);
    expect(frameworks).toEqual(expect.arrayContaining(['pod', ...gangs]));
  });

  test('is measured where Prometheus knows how, and comes from the mirror', () => {
    expect([valuesOf(KUEUE).enablePrometheus, valuesOf(KUEUE, WATCHED).enablePrometheus]).toEqual([false, true]);
    expect(valuesOf(KUEUE, MIRRORED).controllerManager.manager.image.repository).toBe('registry.acme.internal/ml/kueue/kueue');
  });
});

describe('bad input', () => {
  const made = (...teams: TeamQuota[]) => codesOf(() => new Kueue({ teams }));
  const installed = (...teams: TeamQuota[]) => codesOf(() => queues(teams));

  test('no team, a team twice, names that no namespace has', () => {
    expect(made()).toEqual(['kueue/no-team']);
    expect(made({ team: 'vision' }, { team: 'vision' })).toEqual(['kueue/team-twice']);
    ['Vision', '1st', 'a_b', '-a', 'a-', 'default', 'kube-system', 'kueue-system', 'a'.repeat(64)].forEach((team) => expect(made({ team })).toEqual(['kueue/team-name']));
    expect(made({ team: 'a'.repeat(63) })).toEqual([]);
  });

  test.each(['gpu-operator', 'cert-manager', 'monitoring', 'gatekeeper-system', 'gmp-system', 'gke-managed-system', 'amazon-cloudwatch', 'kueue-system', 'dcgm-exporter'])(
    "a team named '%s', as a namespace of a cloud or of other software", (team) => expect(made({ team })).toEqual(['kueue/team-name']),
  );

  test('a cluster whose groups are not described', () => {
    const undescribed = () => queues([{ team: 'vision', gpus: { h100: 8 } }, { team: 'guests' }], []);
    expect(codesOf(undescribed)).toEqual(['kueue/node-group']);
    expect(undescribed).toThrow('give its `nodeGroups`');
  });

  test('a number that is known only at deployment', () => {
    expect(installed({ team: 'vision', gpus: { gpus: Token.asNumber(Fn.lengthOf(['a'])) } })).toEqual(['core/token-not-allowed']);
  });

  test('a group that the cluster lacks, with the nearest', () => {
    expect(installed({ team: 'vision', gpus: { gpu: 1 } })).toEqual(['kueue/node-group']);
    expect(() => queues([{ team: 'vision', gpus: { gpu: 1 } }])).toThrow("nearest: 'gpus'");
  });

  test('GPUs of a group without, CPUs of a group with', () => {
    expect(installed({ team: 'vision', gpus: { cpus: 1 } })).toEqual(['kueue/quota']);
    expect(installed({ team: 'vision', cpus: { gpus: 1 } })).toEqual(['kueue/quota']);
  });

  test('no whole number, or less than nothing', () => {
    expect(installed({ team: 'vision', gpus: { gpus: 1.5 } })).toEqual(['kueue/quota']);
    expect(installed({ team: 'vision', gpus: { gpus: -1 } })).toEqual(['kueue/quota']);
  });

  test('more than the group has at its largest, all teams together', () => {
    expect(installed({ team: 'vision', gpus: { gpus: 32 } })).toEqual([]);
    expect(installed({ team: 'vision', gpus: { gpus: 20 } }, { team: 'language', gpus: { gpus: 13 } })).toEqual(['kueue/quota']);
    expect(installed({ team: 'vision', cpus: { cpus: 161 } })).toEqual(['kueue/quota']);
  });

  test('several at once', () => {
    expect(installed({ team: 'vision', gpus: { gpu: 1, gpus: 33 }, cpus: { gpus: 1 } }).sort()).toEqual(['kueue/node-group', 'kueue/quota', 'kueue/quota']);
  });
});
