import * as cdk from 'aws-cdk-lib/core';
import { Fn, Lazy, Token } from 'cdktf';
import { Construct, RootConstruct } from 'constructs';
import { ClusterTraits, CrdPolicy, IClusterSoftware, SoftwareParts } from '../../../src/core';
import { refuse } from '../../../src/core/private';
import { SoftwareLedger } from '../../../src/core/training/software-ledger';
import { codesOf } from '../../support/refusals';

const TRAITS: Omit<ClusterTraits, 'provided'> = { clusterName: 'train', clusterSystem: 'eks', driversInstalled: true, nodeGroups: [], labels: {} };

interface Options extends Partial<Omit<IClusterSoftware, 'parts'>> {
  readonly parts?: (cluster: ClusterTraits) => SoftwareParts;
}

const chart = (releaseName: string, more: object = {}) => ({ releaseName, chart: releaseName, repository: 'https://charts.acme.io', version: '1.2.3', namespace: releaseName, ...more });

/** Software of one chart in a namespace of its name. */
function software(softwareName: string, { parts, ...more }: Options = {}): IClusterSoftware {
  return {
    softwareName,
    needs: [],
    conflictsWith: [],
    provides: [],
    ...more,
    parts: parts ?? (() => ({ namespaces: [{ name: softwareName }], charts: [chart(softwareName)] })),
  };
}

function ledger({ reachable = true, provided = [], mirror }: { reachable?: boolean; provided?: string[]; mirror?: string } = {}): SoftwareLedger {
  return new SoftwareLedger(new Construct(new RootConstruct('App'), 'Train'), { ...TRAITS, mirror }, reachable, provided);
}

describe('what may be installed', () => {
  test('is completed', () => {
    expect(ledger().add(software('kueue'))).toEqual({
      name: 'kueue',
      namespaces: [{ name: 'kueue' }],
      charts: [{ ...chart('kueue'), values: {}, crds: CrdPolicy.NONE }],
      manifests: [],
    });
  });

  test('may leave out values and the policy, as jsii hands them over: undefined', () => {
    const [completed] = ledger().add(software('kueue', { parts: () => ({ charts: [chart('kueue', { values: undefined, crds: undefined })] }) })).charts;
    expect(completed).toMatchObject({ values: {}, crds: CrdPolicy.NONE });
  });

  test('is the same text, in whichever order the values were said', () => {
    const text = (values: object) => JSON.stringify(ledger().add(software('kueue', { parts: () => ({ charts: [chart('kueue', { values })] }) })));
    expect(text({ b: 1, a: { d: [{ f: 1, e: 2 }], c: 2 } })).toBe(text({ a: { c: 2, d: [{ e: 2, f: 1 }] }, b: 1 }));
  });

  test('comes from the mirror, whatever its own registry', () => {
    const charts = ledger({ mirror: 'registry.acme.internal/ml' }).add(software('kueue')).charts;
    expect(charts[0].repository).toBe('oci://registry.acme.internal/ml/charts');
  });

  test('is told what is there: by the cluster, and by software before', () => {
    const seen: string[][] = [];
    const curious = (name: string) => software(name, { parts: ({ provided }) => (seen.push(provided), { charts: [chart(name)] }) });
    const book = ledger({ provided: ['gpu-metrics'] });
    book.add(software('prometheus', { provides: ['prometheus-operator'] }));
    book.add(curious('kueue'));
    expect(seen).toEqual([['gpu-metrics', 'prometheus', 'prometheus-operator']]);
  });

  test('says a namespace once, however often it is said', () => {
    const namespaces = [{ name: 'tools', labels: { a: 'b' } }, { name: 'tools' }];
    expect(ledger().add(software('one', { parts: () => ({ namespaces }) })).namespaces).toEqual([namespaces[0]]);
  });

  test('shares a namespace with what made it', () => {
    const book = ledger();
    const inTools = (name: string) => software(name, { parts: () => ({ namespaces: [{ name: 'tools' }], charts: [chart(name, { namespace: 'tools' })] }) });
    expect([book.add(inTools('one')), book.add(inTools('two'))].map(({ namespaces }) => namespaces)).toEqual([[{ name: 'tools' }], []]);
  });

  test('needs what the cluster brings, or what was installed before, by its own name or by what it brings', () => {
    const book = ledger({ provided: ['gpu-device-plugin'] });
    book.add(software('exporter', { needs: ['gpu-device-plugin'], provides: ['gpu-metrics'] }));
    expect(codesOf(() => book.add(software('adapter', { needs: ['gpu-metrics', 'exporter'] })))).toEqual([]);
  });
});

describe('what may not', () => {
  const refused = (first: IClusterSoftware, second: IClusterSoftware) => {
    const book = ledger();
    book.add(first);
    return codesOf(() => book.add(second));
  };

  test('twice, by its name or by what it brings, whoever brought it', () => {
    expect(refused(software('kueue'), software('kueue'))).toEqual(['software/installed-twice']);
    expect(refused(software('a', { provides: ['gpu-metrics'] }), software('b', { provides: ['gpu-metrics'] }))).toEqual(['software/installed-twice']);
    const book = ledger({ provided: ['gpu-metrics'] });
    expect(() => book.add(software('b', { provides: ['gpu-metrics'] }))).toThrow("'b' brings gpu-metrics, which is there already, by the cluster itself");
  });

  test('two releases of one name, which Helm would take for an upgrade', () => {
    const other = software('b', { parts: () => ({ charts: [chart('a')], manifests: [{ name: 'a', namespace: 'x', manifests: [] }] }) });
    expect(refused(software('a'), other)).toEqual(['software/installed-twice']);
  });

  test('two releases of one name in one piece of software', () => {
    const twice = software('b', { parts: () => ({ charts: [chart('a')], manifests: [{ name: 'a', namespace: 'x', manifests: [] }] }) });
    expect(codesOf(() => ledger().add(twice))).toEqual(['software/installed-twice']);
  });

  test('what does not go together, from either side, by name or by what is brought', () => {
    const one = software('one', { conflictsWith: ['two'] });
    const two = software('two');
    expect(refused(two, one)).toEqual(['software/conflict']);
    expect(refused(one, two)).toEqual(['software/conflict']);
    expect(refused(one, software('three', { provides: ['two'] }))).toEqual(['software/conflict']);
  });

  test('without what it needs', () => {
    expect(refused(software('a'), software('b', { needs: ['c'] }))).toEqual(['software/need-missing']);
  });

  test('from registries that nobody reaches; what comes from none is fine', () => {
    const book = ledger({ reachable: false });
    expect(codesOf(() => book.add(software('kueue')))).toEqual(['software/unreachable']);
    expect(codesOf(() => book.add(software('priorities', { parts: () => ({ manifests: [{ name: 'priorities', namespace: 'default', manifests: [] }] }) })))).toEqual([]);
  });

  test.each(['', '*', 'latest', '1', '1.2', '^1.2.3', '~1.2.3', '>=1.2.3', '1.2.x', '1.2.3 || 1.2.4'])("a chart of version '%s'", (version) => {
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ charts: [chart('a', { version })] }) })))).toEqual(['software/chart-version']);
  });

  test.each(['1.2.3', 'v1.2.3', '1.2.3-rc.1', '1.2.3+build.5'])("a chart of version '%s' is fine", (version) => {
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ charts: [chart('a', { version })] }) })))).toEqual([]);
  });

  test.each(['http://charts.acme.io', 'charts.acme.io', 'acme/chart', ''])("a chart from '%s'", (repository) => {
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ charts: [chart('a', { repository })] }) })))).toEqual(['software/chart-repository']);
  });

  test.each(['Kueue', 'a_b', '-a', 'a'.repeat(54), ''])("a release named '%s'", (name) => {
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ charts: [chart(name)] }) })))).toEqual(['software/name']);
  });

  test.each(['Kueue', 'a_b', 'a/b', '-a', 'a'.repeat(54), '', 'Resource'])("software named '%s'", (name) => {
    expect(codesOf(() => ledger().add(software(name, { parts: () => ({}) })))).toEqual(['software/name']);
  });

  test.each(['default', 'kube-system', 'kube-public'])("the namespace '%s', which every cluster has", (name) => {
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ namespaces: [{ name }] }) })))).toEqual(['software/namespace']);
  });

  test('a namespace that was made with other labels; one that asks for none takes those', () => {
    const inTools = (name: string, labels?: Record<string, string>) => software(name, { parts: () => ({ namespaces: [{ name: 'tools', labels }] }) });
    expect(refused(inTools('a', { x: '1', y: '2' }), inTools('b', { x: '2' }))).toEqual(['software/namespace']);
    expect(refused(inTools('a'), inTools('b', { x: '2' }))).toEqual(['software/namespace']);
    expect(refused(inTools('a', { x: '1', y: '2' }), inTools('b', { y: '2', x: '1' }))).toEqual([]);
    expect(refused(inTools('a', { x: '1' }), inTools('b'))).toEqual([]);
  });

  class Odd {
    public readonly x = 1;
  }

  test.each([
    ['a date', { a: [{ b: new Date(0) }] }, "have a Date at 'a[0].b'"],
    ['nothing in a list', { a: [1, undefined] }, "have nothing at 'a[1]'"],
    ['a function', { a: () => 1 }, "have a function at 'a'"],
    ['no number', { a: NaN }, "have NaN at 'a'"],
    ['an object of a class', { a: new Odd() }, "have a Odd at 'a'"],
    ['a map of a class', { a: new Map() }, "have a Map at 'a'"],
  ])('%s in values or resources, which is no JSON', (_, data, message) => {
    const values = () => ledger().add(software('a', { parts: () => ({ charts: [chart('a', { values: data })] }) }));
    expect(codesOf(values)).toEqual(['software/values']);
    expect(values).toThrow(`the values of 'a' ${message}`);
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ manifests: [{ name: 'a', namespace: 'x', manifests: [data] }] }) })))).toEqual(['software/values']);
  });

  test.each([
    ['JSON', { a: [1, 'b', null, true, { c: undefined }], d: Object.create(null) as object }],
    ['what CDK for Terraform knows only later', { a: Fn.lengthOf(['x']), b: Fn.merge([{ a: 1 }]), c: Lazy.anyValue({ produce: () => ({}) }), d: Token.asList('x'), e: Token.asStringMap('x') }],
    ['what AWS CDK knows only later', { a: cdk.Token.asNumber({ Ref: 'N' }), b: cdk.Lazy.any({ produce: () => ({}) }), c: cdk.Token.asList({ Ref: 'L' }) }],
  ])('is not %s', (_, values) => {
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ charts: [chart('a', { values })] }) })))).toEqual([]);
  });

  test('a chart whose version is known only at deployment, and it says so', () => {
    const version = Token.asString(Fn.upper('v1.2.3'));
    expect(codesOf(() => ledger().add(software('a', { parts: () => ({ charts: [chart('a', { version })] }) })))).toEqual(['core/token-not-allowed']);
  });

  test('all that is wrong is said at once, what the software itself finds included', () => {
    const book = ledger();
    book.add(software('a'));
    const bad = software('b', { needs: ['c'], conflictsWith: ['a'], parts: () => refuse('kueue/quota', 'too much') });
    expect(codesOf(() => book.add(bad))).toEqual(['software/conflict', 'software/need-missing', 'kueue/quota']);
  });

  test('leaves nothing behind: put right, it may be installed', () => {
    const book = ledger();
    codesOf(() => book.add(software('a', { needs: ['c'], conflictsWith: ['b'] })));
    expect(codesOf(() => book.add(software('b')))).toEqual([]);
    expect(codesOf(() => book.add(software('a')))).toEqual([]);
  });
});
