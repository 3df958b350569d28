import { EndpointKind, IModelEndpoint, Machine, Model, ModelEndpointProps, Rollout, Runtime, Scaling, Size } from '../../../src/core';
import { ArgoRollouts, CertManager, Keda, Knative, KServe } from '../../../src/kubernetes';
import { Attributes } from '../../support/terraform';
import { made } from '../training/clusters';

const NODE_GROUPS = [{ name: 'cpus', machine: Machine.custom('big', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(8) }];
const ROLLOUTS = { scaledKinds: [{ apiGroup: 'argoproj.io', resource: 'rollouts' }] };

/** A cluster with all that endpoints need, and endpoints in the namespace 'fraud'. */
export function endpoints() {
  const { platform, cluster, synth } = made({ nodeGroups: NODE_GROUPS });
  const software = [new CertManager(), new ArgoRollouts({ gatewayApi: true }), new Keda(ROLLOUTS), new Knative(), new KServe()];
  software.forEach((one) => cluster.install(one));
  const kind = EndpointKind.deployment(cluster, { namespace: 'fraud' });
  const kserve = EndpointKind.kserve(cluster, { namespace: 'fraud' });
  const model = Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('2.1'));
  const add = (id: string, props: Partial<ModelEndpointProps> = {}): IModelEndpoint => {
    const usual = { kind, scaling: Scaling.fixed(2), rollout: Rollout.allAtOnce(), ...(props.variants ? {} : { model }) };
    return platform.addModelEndpoint(id, { ...usual, ...props });
  };
  const releases = () => Object.values(synth().resources('helm_release'));
  /** What is applied, by kind. */
  const of = (wanted: string): Attributes[] => releases().flatMap(manifestsOf).filter(({ kind: found }) => found === wanted);
  return { platform, cluster, model, kserve, add, of, synth, releases };
}

export function manifestsOf({ values = [] }: Attributes): Attributes[] {
  const given = (values as string[]).map((text) => JSON.parse(text) as Attributes);
  return given.flatMap(({ manifests = [] }) => (manifests as string[]).map((text) => JSON.parse(text) as Attributes));
}
