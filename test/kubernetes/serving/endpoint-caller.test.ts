import { IClusterSoftware, IIdentity } from '../../../src/core';
import { EndpointCaller } from '../../../src/kubernetes/serving/endpoint-caller';
import { EndpointCallers } from '../../../src/kubernetes/serving/endpoint-callers';
import { GATEWAY } from '../../core/serving/fake-endpoints';
import { codesOf } from '../../support/refusals';
import { deployment, kserve, one, planned } from './endpoints';

describe('who may call an endpoint in a cluster', () => {
  test('are the pods of a namespace that say so, through what counts', () => {
    const caller = new EndpointCaller(planned(), 'shop');
    const { spec, metadata } = one(caller.parts(planned().place.traits).manifests![0].manifests, 'NetworkPolicy');
    expect([metadata.namespace, spec.podSelector]).toEqual(['fraud', { matchLabels: { 'ml-platform/endpoint': 'ml-fraud' } }]);
    expect(spec.ingress).toEqual([{
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: { matchLabels: { 'ml-platform/calls-ml-fraud': 'true' } } }],
      ports: [{ port: 19080, protocol: 'TCP' }],
    }]);
    expect(caller.podLabels).toEqual({ 'ml-platform/calls-ml-fraud': 'true' });
  });

  test('may be of several namespaces', () => {
    expect(new EndpointCaller(planned(), 'shop').softwareName).not.toBe(new EndpointCaller(planned(), 'web').softwareName);
  });

  test('cannot be told apart behind a gateway', () => {
    expect(codesOf(() => new EndpointCaller(planned({ kind: deployment(GATEWAY) }), 'shop'))).toEqual(['serving/grant-in-cluster']);
    expect(codesOf(() => new EndpointCaller(planned({ kind: kserve(['knative']) }), 'shop'))).toEqual(['serving/grant-in-cluster']);
    expect(codesOf(() => new EndpointCaller(planned({ kind: kserve() }), 'shop'))).toEqual([]);
  });

  test('are let in once, and whom nobody can tell apart is refused each time', () => {
    const identity = { identityName: 'shop/checkout', identityKind: 'service-account' } as unknown as IIdentity;
    const callersOf = (plan: ReturnType<typeof planned>) => {
      const installed: string[] = [];
      const cluster = { install: ({ softwareName }: IClusterSoftware) => installed.push(softwareName) } as never;
      return { installed, callers: new EndpointCallers({ ...plan, place: { ...plan.place, cluster } }) };
    };
    const { callers, installed } = callersOf(planned());
    ['shop', 'shop', 'web'].forEach((namespace) => callers.admit(identity, namespace));
    expect(installed).toHaveLength(2);
    expect(codesOf(() => callers.admit(identity, undefined))).toEqual(['serving/grant-in-cluster']);
    const behind = callersOf(planned({ kind: deployment(GATEWAY) }));
    ['shop', 'shop'].forEach((namespace) => expect(codesOf(() => behind.callers.admit(identity, namespace))).toEqual(['serving/grant-in-cluster']));
  });
});
