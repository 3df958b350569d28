import { Accelerator, Capacity, ClusterAccess, Egress, Machine, NodeGroup, Scaling } from '../../src/core';
import { Kueue } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { buildCluster, isCloud, refusalOf, oneGroup, NAMED_SUBJECTS } from './cluster-builds';
import { clusterProps } from './cluster-props';

describe.each(NAMED_SUBJECTS)('bad input for a cluster on %s', (_, subject) => {
  const onCloud = isCloud(subject) ? test : test.skip;
  const byRunner = subject.deployedByRunner ? test : test.skip;

  test('no group', () => expect(refusalOf(subject, { nodeGroups: [] })).toEqual(['training/no-node-group']));

  test('two groups with one name', () => {
    const nodeGroups = [{ accelerator: Accelerator.t4(), scaling: Scaling.fixed(1) }, { accelerator: Accelerator.t4(), scaling: Scaling.fixed(2) }];
    expect(refusalOf(subject, { nodeGroups })).toEqual(['training/node-group-twice']);
  });

  test('a name that not every cloud takes', () => {
    expect(refusalOf(subject, oneGroup({ name: 'My-Group', accelerator: Accelerator.t4(), scaling: Scaling.fixed(1) }))).toEqual(['training/node-group-name']);
  });

  test('both an accelerator and a machine, or neither', () => {
    expect(refusalOf(subject, oneGroup({ accelerator: Accelerator.t4(), machine: Machine.general(4) }))).toEqual(['training/node-group-machine']);
    expect(refusalOf(subject, oneGroup({ name: 'empty' }))).toEqual(['training/node-group-machine']);
  });

  test('min above max', () => expect(codesOf(() => Scaling.elastic(4, 2))).toEqual(['training/scaling']));

  onCloud('GPUs that no machine has', () => {
    expect(refusalOf(subject, oneGroup({ accelerator: Accelerator.h100(3), scaling: Scaling.fixed(1) }))).toEqual(['training/accelerator-count']);
  });

  onCloud('always so many nodes on machines that are taken back', () => {
    expect(refusalOf(subject, oneGroup({ accelerator: Accelerator.t4(), scaling: Scaling.fixed(2), capacity: Capacity.spot() }))).toEqual(['training/spot-fixed']);
  });

  onCloud('a version of Kubernetes that is out of support', () => {
    expect(refusalOf(subject, { kubernetesVersion: subject.oldKubernetesVersion })).toEqual(['training/kubernetes-version']);
  });

  onCloud('a version that is newer than the library, acknowledged', () => {
    expect(refusalOf(subject, { kubernetesVersion: '1.99' })).toEqual(['training/kubernetes-version']);
    expect(refusalOf(subject, { kubernetesVersion: '1.99', acknowledge: ['training/kubernetes-version'] })).toEqual([]);
  });

  byRunner('a private API server and a runner outside of the network', () => {
    expect(refusalOf(subject, { access: ClusterAccess.private() })).toEqual(['network/private-runner']);
    expect(refusalOf(subject, { access: ClusterAccess.private(), acknowledge: ['network/private-runner'] })).toEqual([]);
  });

  onCloud('nodes that are to reach more or less than the network of the platform', () => {
    const cpus = { name: 'cpus', machine: Machine.general(4), scaling: Scaling.fixed(1) };
    expect(refusalOf(subject, { nodeGroups: [cpus], egress: Egress.none() })).toEqual(['training/egress']);
    expect(refusalOf(subject, { egress: Egress.nat() }, { network: { egress: Egress.mirrored('registry.acme.internal') } })).toEqual(['training/egress']);
    expect(refusalOf(subject, { egress: Egress.mirrored('registry.acme.internal') })).toEqual([]);
  });

  onCloud('a label that the cloud or Kubernetes sets', () => {
    const labels = { 'node-role.kubernetes.io/gpu': 'x', 'karpenter.sh/nodepool': 'x', 'kubernetes.azure.com/mode': 'x', 'cloud.google.com/gke-spot': 'x' };
    expect(refusalOf(subject, oneGroup({ accelerator: Accelerator.t4(), labels }))).toEqual(Array(4).fill('training/node-label'));
  });

  test('an acknowledgement of what nobody can overrule', () => {
    expect(refusalOf(subject, { acknowledge: ['training/node-group-twice'] })).toEqual(['platform/acknowledge']);
  });

  test('several at once', () => {
    const nodeGroups: NodeGroup[] = [{ name: 'UPPER', accelerator: Accelerator.t4(), scaling: Scaling.fixed(1), labels: { 'a b': 'c' } }];
    expect(refusalOf(subject, { nodeGroups, acknowledge: ['nothing'] })).toEqual(['platform/acknowledge', 'training/node-group-name', 'training/node-label']);
  });

  test('a quota of more than the cluster has, or of a group that it lacks', () => {
    const { cluster } = buildCluster(subject);
    expect(codesOf(() => cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 5 } }] })))).toEqual(['kueue/quota']);
    expect(codesOf(() => cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpu: 1 } }] })))).toEqual(['kueue/node-group']);
    expect(codesOf(() => new Kueue({ teams: [] }))).toEqual(['kueue/no-team']);
  });

  test('refused, nothing is left in the tree', () => {
    const built = subject.platform();
    const before = built.stack.node.findAll().length;
    expect(codesOf(() => built.platform.addTrainingCluster('Train', clusterProps(subject, { nodeGroups: [] })))).not.toEqual([]);
    expect(built.stack.node.findAll()).toHaveLength(before);
  });
});
