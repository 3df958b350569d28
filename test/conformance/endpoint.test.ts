import {
  Accelerator, DataCapture, EndpointKind, IModelEndpoint, Machine, Model, Profile, Rollout, Runtime, Scaling, Severity, Shadow, Statistic, Variant,
} from '../../src/core';
import { EndpointWithTraits } from '../../src/core/serving/endpoint-traits';
import { codesOf } from '../support/refusals';
import { Attributes } from '../support/terraform';
import { buildEndpoints, EndpointBuild, hasKnative, inCluster, isStepwise, keepsRequests, KINDS, onlyEndpoint, saysAll } from './endpoint-builds';
import { Facts } from './facts';
import { ODD } from './job-builds';

/** The namespaces that policies of the network let in by name. */
function letInto({ software }: Facts, namespace: string): string[] {
  const policies = software.flatMap(({ manifests }) => manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === namespace));
  const from = policies.flatMap(({ spec }) => spec.ingress as Attributes[]).flatMap((rule) => (rule.from ?? []) as Attributes[]);
  return from.flatMap(({ namespaceSelector }) => (namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? []) as string);
}

/** What its user and an auditor ask of an endpoint, whatever it is made of. */
describe.each(KINDS)('an endpoint by %s', (_, subject, kind) => {
  const prefixGrants = !subject.target.refusals['storage/prefix-grants'];
  const cluster = inCluster(kind);
  let endpoint: IModelEndpoint;
  let alone: Facts;
  let facts: Facts;
  beforeAll(() => {
    alone = buildEndpoints(subject, kind).synth();
    const built = buildEndpoints(subject, kind);
    endpoint = built.add(saysAll(built));
    facts = built.synth();
  });
  const once = (change: (built: EndpointBuild) => Parameters<EndpointBuild['add']>[0], platformProps = {}) => {
    const built = buildEndpoints(subject, kind, platformProps);
    built.add(change(built));
    return onlyEndpoint(built.synth());
  };

  test('is one, with the name that its user knows, and one model that gets everything', () => {
    expect(alone.endpoints).toEqual([]);
    const found = onlyEndpoint(facts);
    expect(found).toMatchObject({ name: 'ml-fraud', kind });
    expect(found.variants.map(({ name, percentOfTraffic }) => [name, percentOfTraffic])).toEqual([['main', 100]]);
    expect([endpoint.endpointName, endpoint.variantNames]).toEqual([expect.stringContaining('ml-fraud'), ['main']]);
  });

  test('serves the model of the user with the image of the user, and its variables', () => {
    const [variant] = onlyEndpoint(facts).variants;
    expect(variant!.image).toMatch(/serving:1\.1$/);
    expect(variant!.model).toMatch(/\/fraud\/1\/?$/);
    expect(variant!.environment).toMatchObject({ MODE: 'fast', ODD });
  });

  test('serves an image that has the model in it', () => {
    const { variants: [variant], reads } = once(({ platform }) => ({ model: Model.fromImage(platform.registry.imageUri('serving', '2.0')) }));
    expect(variant!.image).toMatch(/serving:2\.0$/);
    expect([variant!.model, reads]).toEqual([undefined, []]);
  });

  test('has as many replicas as it asks for, moved by what it says', () => {
    const [variant] = onlyEndpoint(facts).variants;
    expect(variant).toMatchObject({ min: 5, max: 8 });
    expect(variant!.follows.length).toBeGreaterThan(0);
    expect(variant!.schedules).toBe(saysAll(buildEndpoints(subject, kind)).scaleOn ? 2 : 0);
    expect(once(() => ({ scaling: Scaling.fixed(3) })).variants[0]).toMatchObject({ min: 3, max: 3, follows: [], schedules: 0 });
  });

  test('has GPUs where it asks for them, and follows them', () => {
    const [variant] = once(() => ({ accelerator: Accelerator.t4(4), scaling: cluster ? Scaling.fixed(2) : Scaling.elastic(1, 2) })).variants;
    expect(variant!.gpus).toBe(4);
    if (kind === 'managed') expect(variant!.follows).toEqual(['gpu']);
    expect(once(() => ({ machine: Machine.general(8) })).variants[0]!.gpus).toBe(0);
  });

  test('changes step by step, watched by alarms that send traffic back', () => {
    const { rollout } = onlyEndpoint(facts);
    expect(rollout.firstPercent).toBe(isStepwise(kind, subject) ? 20 : 100);
    // Alarms that look into logs are watched as long as those are late, too.
    expect(rollout.bakeSeconds).toBeGreaterThanOrEqual(isStepwise(kind, subject) ? 600 : 180);
    expect(rollout.bakeSeconds).toBeLessThan(1_800);
    expect(rollout.guards).toBeGreaterThan(0);
  });

  test('has an identity of its own, which reads its model and writes nothing but what is captured', () => {
    const found = onlyEndpoint(facts);
    expect(facts.wildcards).toEqual(alone.wildcards);
    if (!prefixGrants) return;
    expect(found.reads).toHaveLength(1);
    expect('fraud/1/').toContain(found.reads[0]);
    expect(found.reads[0]).toMatch(/^fraud\//);
    found.writes.forEach((prefix) => expect(prefix).toMatch(/^capture\//));
  });

  // Vertex AI copies the files of a model when it is uploaded.
  (prefixGrants && !(kind === 'managed' && subject.target.name === 'tfgcp') ? test : test.skip)('may still read what it would go back to', () => {
    const [prefix] = once(({ model }) => ({ model: model(2) })).reads;
    expect('fraud/1/model.json'.startsWith(prefix!)).toBe(true);
  });

  test('shares its rights with no other endpoint', () => {
    const built = buildEndpoints(subject, kind);
    built.add({}, 'First');
    built.add({ model: Model.fromArtifact(built.path('churn/1'), Runtime.image(built.platform.registry.imageUri('serving', '1.1'))) }, 'Second');
    const { endpoints } = built.synth();
    expect(new Set(endpoints.map(({ runsAs }) => runsAs)).size).toBe(2);
    if (!prefixGrants) return;
    const reads = (name: string) => endpoints.find((one) => one.name === name)!.reads.map((prefix) => prefix.split('/')[0]);
    expect([reads('ml-first'), reads('ml-second')]).toEqual([['fraud'], ['churn']]);
  });

  test('keeps no secret, opens nothing to the internet, and is encrypted with the key of the platform', () => {
    expect(facts.secrets).toEqual([]);
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
    if (!cluster) expect(onlyEndpoint(facts)).toMatchObject({ private: true, encrypted: true });
  });

  test('carries the tags of the platform', () => expect(facts.untagged).toEqual([]));

  test('calls when it fails or is busy: for failures at night in production only, and for latency where that was promised', () => {
    const added = (of: Facts) => of.alarms.filter(({ kind: what }) => ['failing', 'slow', 'busy'].includes(what)).map(({ kind: what, severity, routed }) => [what, severity, routed]);
    expect(added(facts).sort()).toEqual([['busy', Severity.WARNING, true], ['failing', Severity.CRITICAL, true]]);
    // Of KServe somebody counts replicas, of which none at all is as bad as errors.
    const absent = facts.alarms.filter(({ kind: what }) => what === 'absent');
    expect(absent).toEqual(kind === 'kserve' ? [{ kind: 'absent', severity: Severity.CRITICAL, routed: true }] : []);
    // Beside these, of a release that fails where a workflow makes it, and of measurements that do not come.
    const told = (of: Facts) => of.alarms.filter(({ routed }) => routed).length;
    expect(endpoint.alarms).toHaveLength(told(facts) - told(alone));
    const trial = buildEndpoints(subject, kind, { profile: Profile.development() });
    trial.add();
    expect(added(trial.synth()).map(([what, severity]) => [what, severity])).not.toContainEqual(['failing', Severity.CRITICAL]);
  });

  test('has a page of graphs, and measurements in units that people read', () => {
    expect(facts.graphs.length).toBeGreaterThan(alone.graphs.length);
    const { metrics } = endpoint;
    expect([metrics.invocations(), metrics.errorPercent(), metrics.latency(Statistic.P50), metrics.saturation()].map(({ unit }) => unit))
      .toEqual(['count', 'percent', 'milliseconds', 'percent']);
  });

  test('may be called by whoever is let, and by nobody else', () => {
    const built = buildEndpoints(subject, kind);
    const made = built.add(saysAll(built));
    if (cluster) {
      // A cluster knows accounts of its own, and Knative not even those.
      expect(codesOf(() => made.grantInvoke(subject.identity('caller')))).toEqual(['serving/grant-in-cluster']);
      const caller = built.cluster!.addServiceAccount('Caller', { namespace: 'shop', serviceAccountName: 'caller' });
      const knows = kind === 'deployment' || !hasKnative(subject);
      expect(codesOf(() => made.grantInvoke(caller.identity))).toEqual(knows ? [] : ['serving/grant-in-cluster']);
      if (knows) expect(letInto(built.synth(), 'fraud')).toEqual([...letInto(facts, 'fraud'), 'shop']);
      return;
    }
    made.grantInvoke(subject.identity('caller'));
    const granted = built.synth();
    expect(granted.wildcards).toEqual(facts.wildcards);
    expect(granted.ids.length).toBeGreaterThan(facts.ids.length);
    expect(onlyEndpoint(granted)).toEqual(onlyEndpoint(facts));
  });

  test('tells its address, and what it needs of quotas unless those are the cluster\'s', () => {
    expect(endpoint.invokeUrl).not.toBe('');
    const added = facts.outputs.filter((name) => !alone.outputs.includes(name));
    const has = (what: string) => added.some((name) => name.replace(/_/g, '').toLowerCase().endsWith(`fraud${what}`));
    expect([has('endpointname'), has('invokeurl'), has('capturelocation')]).toEqual([true, true, endpoint.captureLocation !== undefined]);
    if (cluster) expect(endpoint.quotas).toEqual([]);
    else endpoint.quotas.forEach(({ needed, region }) => expect([needed > 0, region]).toEqual([true, subject.region]));
  });

  test('leaves everything else as it was', () => {
    expect(facts.ids).toEqual(expect.arrayContaining(alone.ids));
    expect(facts.stores).toEqual(alone.stores);
    expect(facts.clusters).toEqual(alone.clusters);
  });

  test('gives the same bytes twice', () => {
    const built = buildEndpoints(subject, kind);
    built.add(saysAll(built));
    expect(built.synth()).toEqual(facts);
  });

  test('has addresses that are a contract', () => expect(facts.ids.filter((id) => !alone.ids.includes(id))).toMatchSnapshot());
});

describe.each(KINDS.filter(([, , kind]) => kind === 'managed'))('an endpoint by %s', (_, subject) => {
  const { refusals } = subject.target;
  const once = (change: (built: EndpointBuild) => Parameters<EndpointBuild['add']>[0]) => {
    const built = buildEndpoints(subject, 'managed');
    built.add(change(built));
    return onlyEndpoint(built.synth());
  };

  test('splits requests between variants in whole percent, each scaled by itself', () => {
    const { variants } = once(({ model }) => ({
      variants: [Variant.of('champion', { model: model(1), weight: 2 }), Variant.of('challenger', { model: model(2), weight: 1, scaling: Scaling.elastic(1, 2) })],
      scaling: Scaling.elastic(2, 6),
    }));
    expect(variants.map(({ name, percentOfTraffic, min, max, follows }) => ({ name, percentOfTraffic, min, max, follows }))).toEqual([
      { name: 'champion', percentOfTraffic: 67, min: 2, max: 6, follows: ['cpu'] }, { name: 'challenger', percentOfTraffic: 33, min: 1, max: 2, follows: ['cpu'] },
    ]);
  });

  (refusals['serving/managed-shadow'] ? test.skip : test)('copies requests to a model that answers nobody', () => {
    const { shadow, variants } = once(({ model }) => ({ shadow: Shadow.of(model(2), { percent: 20 }), scaling: Scaling.fixed(1) }));
    expect(shadow).toMatchObject({ percent: 20, image: expect.stringMatching(/serving:1\.2$/) });
    expect(variants).toHaveLength(1);
  });

  test('keeps what was asked and answered, in a place of its own', () => {
    const built = buildEndpoints(subject, 'managed');
    const endpoint = built.add(saysAll(built));
    const { capture } = onlyEndpoint(built.synth());
    expect(capture!.percent).toBe(20);
    expect(endpoint.captureLocation).toBeDefined();
    expect(once(() => ({})).capture).toBeUndefined();
  });
});

describe.each(KINDS.filter(([, subject, kind]) => inCluster(kind) && keepsRequests(kind, subject)))('requests of an endpoint by %s', (_, subject, kind) => {
  const withCapture = (capture: DataCapture) => {
    const built = buildEndpoints(subject, kind);
    const endpoint = built.add({ dataCapture: capture });
    return { endpoint, ...built.synth() };
  };

  test('are kept in a place of their own, by somebody who reaches nothing else', () => {
    const { endpoint, endpoints } = withCapture(DataCapture.sampled(20));
    const { percent, location, reads, writes } = endpoints[0]!.capture!;
    expect([percent, location]).toEqual([20, expect.stringMatching(/\/capture\/ml-fraud$/)]);
    expect(endpoint.captureLocation).toMatch(/\/capture\/ml-fraud$/);
    if (subject.target.refusals['storage/prefix-grants']) return;
    expect(writes).toEqual(['capture/ml-fraud/']);
    expect(reads!.filter((prefix) => prefix !== 'capture/ml-fraud/')).toEqual([]);
    expect(endpoints[0]!.writes).toEqual([]);
  });

  test('are kept where the user says', () => {
    const built = buildEndpoints(subject, kind);
    built.add({ dataCapture: DataCapture.sampled(20, { path: built.path('seen/fraud') }) });
    expect(onlyEndpoint(built.synth()).capture!.location).toMatch(/\/seen\/fraud$/);
  });

  test('are kept in the same way when that is said later, and without it nothing is different', () => {
    const built = buildEndpoints(subject, kind);
    const endpoint = built.add() as EndpointWithTraits;
    const before = buildEndpoints(subject, kind);
    before.add();
    endpoint._keepRequests({ percent: 20, responses: true });
    endpoint._keepRequests({ percent: 50, responses: true });
    const releases = ({ software }: Facts) => Object.fromEntries(software.map(({ release, manifests }) => [release, manifests]));
    const [late, early, without] = [built.synth(), withCapture(DataCapture.sampled(20)), before.synth()].map(releases);
    expect(late).toEqual(early);
    expect(endpoint.captureLocation).toMatch(/\/capture\/ml-fraud$/);
    const differing = Object.keys(late!).filter((release) => JSON.stringify(late![release]) !== JSON.stringify(without![release])).sort();
    // Google's and Azure's Prometheus is told of each thing that it is to measure.
    expect(differing.filter((release) => release !== 'copies-ml-fraud')).toEqual(['capture-ml-fraud', 'endpoint-ml-fraud']);
  });
});

describe.each(KINDS.filter(([, , kind]) => kind === 'deployment'))('an endpoint behind a gateway by %s', (_, subject) => {
  test('splits requests between variants by their weights, and copies some to a model that answers nobody', () => {
    const built = buildEndpoints(subject, 'deployment');
    const gateway = { gatewayName: 'models', namespace: 'gateways', domain: 'models.acme.io' };
    const endpoint = built.add({
      kind: EndpointKind.deployment(built.cluster!, { namespace: 'fraud', gateway }),
      variants: [Variant.of('champion', { model: built.model(1), weight: 3 }), Variant.of('challenger', { model: built.model(2), weight: 1 })],
      shadow: Shadow.of(built.model(3), { percent: 20 }),
      rollout: Rollout.allAtOnce(),
    });
    const { variants, shadow } = onlyEndpoint(built.synth());
    expect(variants.map(({ name, percentOfTraffic }) => [name, percentOfTraffic])).toEqual([['champion', 75], ['challenger', 25]]);
    expect(shadow).toMatchObject({ percent: 20, percentOfTraffic: 0, image: expect.stringMatching(/serving:1\.3$/), model: expect.stringMatching(/\/fraud\/3\/?$/) });
    expect(endpoint.invokeUrl).toMatch(/^https:\/\/[a-z-]+\.models\.acme\.io\//);
  });
});
