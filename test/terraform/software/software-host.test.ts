import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { IClusterSoftware, SoftwareParts } from '../../../src/core';
import { SoftwareRecord } from '../../../src/core/training/software-record';
import { HelmProvider } from '../../../src/providers/helm/provider';
import { KubernetesProvider } from '../../../src/providers/kubernetes/provider';
import { SoftwareHost, SoftwareHostProps } from '../../../src/terraform/software';
import { codesOf } from '../../support/refusals';
import { Attributes, pathOf, SynthesizedStack, synthApp } from '../../support/terraform';

let app: App;
let scope: Construct;
beforeEach(() => {
  app = Testing.app();
  const stack = new TerraformStack(app, 'ml');
  new KubernetesProvider(stack, 'Kubernetes');
  new HelmProvider(stack, 'Helm');
  scope = new Construct(stack, 'Train');
});

function host(more: Partial<SoftwareHostProps> = {}): SoftwareHost {
  const traits = { clusterName: 'train', clusterSystem: 'eks', driversInstalled: true, nodeGroups: [], labels: { platform: 'ml' } };
  return new SoftwareHost(scope, { traits, reachable: true, scope: () => scope, ...more });
}

const chart = (releaseName: string, namespace = releaseName) => ({ releaseName, chart: releaseName, repository: 'https://charts.acme.io', version: '1.2.3', namespace });

const ofOneChart = (name: string): SoftwareParts => ({ namespaces: [{ name }], charts: [chart(name)] });

function software(softwareName: string, parts = ofOneChart(softwareName), needs: string[] = []): IClusterSoftware {
  return { softwareName, needs, conflictsWith: [], provides: [`${softwareName}-kinds`], parts: () => parts };
}

/** Of each resource of software, by its path below the scope of all software: the paths of what it waits for. */
function order(): Record<string, string[]> {
  const stack = synthApp(app).only;
  const named = everything(stack);
  const path = (attributes: Attributes) => pathOf(attributes).replace('ml/Train/Software/', '');
  return Object.fromEntries(Object.values(named).map((attributes) => {
    return [path(attributes), ((attributes.depends_on ?? []) as string[]).map((address) => path(named[address]!)).sort()];
  }));
}

function everything(stack: SynthesizedStack): Record<string, Attributes> {
  return Object.fromEntries(Object.entries(stack.json.resource ?? {}).flatMap(([type, resources]) => {
    return Object.entries(resources).map(([name, attributes]) => [`${type}.${name}`, attributes]);
  }));
}

describe('one piece of software', () => {
  const manifests = [{ name: 'a-config', namespace: 'a', manifests: [{ kind: 'X' }] }, { name: 'b-config', namespace: 'a', manifests: [] }];

  test('is namespaces, then charts one after the other, then resources', () => {
    host().install(software('a', { namespaces: [{ name: 'a' }, { name: 'b' }], charts: [chart('a-crd', 'a'), chart('a')], manifests }));
    expect(order()).toEqual({
      'a/Namespace-a': [],
      'a/Namespace-b': [],
      'a/a-crd': ['a/Namespace-a', 'a/Namespace-b'],
      'a/a': ['a/a-crd'],
      'a/a-config/Resource': ['a/a'],
      'a/b-config/Resource': ['a/a-config/Resource'],
    });
  });

  test('is a release that is taken back when it fails, of one version, in a namespace that Helm does not make', () => {
    host().install(software('a'));
    expect(synthApp(app).only.resource('helm_release')).toMatchObject({
      name: 'a', chart: 'a', repository: 'https://charts.acme.io', version: '1.2.3', namespace: 'a', create_namespace: false, atomic: true, cleanup_on_fail: true, wait: true,
    });
  });

  test('has the labels of the platform on its namespaces, beside its own', () => {
    host().install(software('a', { namespaces: [{ name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }] }));
    expect(synthApp(app).only.resource('kubernetes_namespace_v1').metadata.labels).toEqual({ 'platform': 'ml', 'pod-security.kubernetes.io/enforce': 'restricted' });
  });

  test('of resources only is a release of our own chart, which lies beside the stack and prints them one by one', () => {
    host().install(software('a', { manifests: [manifests[0]] }));
    const { chart: path, values, repository } = synthApp(app).only.resource('helm_release');
    expect(path).toMatch(/^\.\/assets\//);
    expect([JSON.parse(values[0]), repository]).toEqual([{ manifests: ['{"kind":"X"}'] }, undefined]);
  });
});

describe('several', () => {
  test('wait for one another in the order of installation, whatever they say that they need', () => {
    const to = host();
    to.installBase(software('base'));
    to.install(software('a'));
    to.install(software('b', { charts: [chart('b', 'default')] }));
    to.install(software('c', { manifests: [{ name: 'c', namespace: 'default', manifests: [] }] }, ['a']));
    expect(order()).toMatchObject({ 'a/Namespace-a': ['base/base'], 'a/a': ['a/Namespace-a'], 'b/b': ['a/a'], 'c/c/Resource': ['b/b'] });
  });

  test('wait also for what was before something that makes nothing', () => {
    const to = host();
    to.install(software('a'));
    to.install(software('nothing', {}));
    to.install(software('b', { charts: [chart('b', 'default')] }));
    expect(order()).toMatchObject({ 'b/b': ['a/a'] });
  });

  test('wait for what makes their namespace, and tell others of it', () => {
    const to = host();
    to.install(software('tools'));
    to.install(software('a', { namespaces: [{ name: 'tools' }], charts: [chart('a', 'tools')] }));
    expect(order()).toMatchObject({ 'a/a': ['tools/tools'], 'tools/tools': ['tools/Namespace-tools'] });
    expect(to.makersOf('tools')).toHaveLength(1);
    expect(to.makersOf('kube-system')).toEqual([]);
  });

  test('into one cluster from two places are one order, and nothing is there twice', () => {
    const record = new SoftwareRecord();
    const [one, two] = ['One', 'Two'].map((id) => new Construct(scope, id)).map((place) => host({ record, scope: () => place }));
    one!.install(software('a'));
    expect(codesOf(() => two!.install(software('a')))).toContain('software/installed-twice');
    two!.install(software('b', { namespaces: [{ name: 'a' }], charts: [chart('b', 'a')] }));
    expect(order()).toMatchObject({ 'ml/Train/Two/Software/b/b': ['ml/Train/One/Software/a/a'] });
    expect(two!.makersOf('a')).toHaveLength(1);
  });

  test('need nothing installed of what the cluster brings by itself', () => {
    const to = host({ provided: ['gpu-metrics'] });
    to.install(software('a', { charts: [chart('a', 'default')] }, ['gpu-metrics']));
    expect(order()).toEqual({ 'a/a': [] });
  });
});

describe('the scope', () => {
  test('is asked for only when something is installed', () => {
    const asked = jest.fn(() => scope);
    const to = host({ scope: asked });
    expect(asked).not.toHaveBeenCalled();
    to.install(software('a'));
    expect(asked).toHaveBeenCalled();
  });

  test('may have other things of the names of software', () => {
    new Construct(scope, 'kueue');
    expect(codesOf(() => host().install(software('kueue')))).toEqual([]);
  });

  test('has nothing of what was refused', () => {
    const to = host();
    const before = scope.node.findAll().length;
    expect(codesOf(() => to.install(software('a', undefined, ['b'])))).toEqual(['software/need-missing']);
    expect(scope.node.findAll()).toHaveLength(before);
  });
});
