import {
  Accelerator, ArtifactPath, DataCapture, Duration, EndpointKind, EndpointScaling, IClusterSoftware, IModelEndpoint, ITrainingCluster, Machine,
  MlPlatformProps, Model, ModelEndpointProps, Rollout, Runtime, Scaling, Size,
} from '../../src/core';
import { ArgoRollouts, CertManager, Keda, Knative, KServe, KubePrometheusStack } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { CHANNELS, isCloud, NAMED_SUBJECTS } from './cluster-builds';
import { clusterProps } from './cluster-props';
import { Built, EndpointFacts, Facts, Subject } from './facts';
import { ODD } from './job-builds';

export type KindName = EndpointFacts['kind'];

/** Whatever serves models on each target: a cluster everywhere, a service where there is one. */
export const KINDS = NAMED_SUBJECTS.flatMap(([name, subject]) => {
  const { refusals } = subject.target;
  const kinds: KindName[] = [
    'kserve', 'deployment', ...(refusals['serving/managed'] ? [] : ['managed' as const]), ...(refusals['serving/managed-zero'] ? [] : ['scale-to-zero' as const]),
  ];
  return kinds.map((kind) => [`${kind} of ${name}`, subject, kind] as const);
});

export interface EndpointBuild extends Built {
  readonly cluster?: ITrainingCluster;
  readonly subject: Subject;
  readonly kind: KindName;
  /** The kind as a user says it. */
  readonly endpointKind: EndpointKind;
  path(key: string): ArtifactPath;
  /** A model in the store, served by an image of the platform's registry. */
  model(version: number): Model;
  /** An endpoint `Fraud` of the first model, unless something else is said. */
  add(props?: Partial<ModelEndpointProps>, id?: string): IModelEndpoint;
}

export const inCluster = (kind: KindName) => kind === 'kserve' || kind === 'deployment';

/** A cluster with all the software that serving knows, or with what is said; nodes with four T4, and some without. */
function addCluster({ platform }: Built, subject: Subject, software: readonly IClusterSoftware[]): ITrainingCluster {
  const cloud = isCloud(subject);
  // A cluster that was there before has a Prometheus already, which is told of.
  const there = cloud ? {} : { existingSoftware: ['kube-prometheus-stack'] };
  const cluster = platform.addTrainingCluster('Serve', clusterProps(subject, {
    ...there,
    nodeGroups: [
      { name: 'gpus', accelerator: Accelerator.t4(4), scaling: cloud ? Scaling.elastic(0, 4) : Scaling.fixed(4) },
      { name: 'cpus', machine: cloud ? Machine.general(16) : Machine.custom('m1', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(3) },
    ],
  }));
  // What a cluster brings by itself is not installed once more.
  software.forEach((one) => codesOf(() => cluster.install(one)));
  return cluster;
}

/** CloudWatch has no counts of Knative's, so that KServe does without it there. */
export const hasKnative = ({ target }: Subject) => !['awscdk', 'tfaws'].includes(target.name);

function allSoftware(subject: Subject): IClusterSoftware[] {
  const keda = new Keda({ scaledKinds: [{ apiGroup: 'argoproj.io', resource: 'rollouts' }] });
  return [new CertManager(), new KubePrometheusStack(), keda, new ArgoRollouts(), ...(hasKnative(subject) ? [new Knative()] : []), new KServe()];
}

export function buildEndpoints(
  subject: Subject, kind: KindName, platformProps: MlPlatformProps = {}, software: readonly IClusterSoftware[] = allSoftware(subject),
): EndpointBuild {
  const built = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' }, ...platformProps });
  const cluster = inCluster(kind) ? addCluster(built, subject, software) : undefined;
  const path = (key: string) => built.platform.artifacts.path(key);
  const endpointKind = kindOf(kind, cluster);
  const model = (version: number) => Model.fromArtifact(path(`fraud/${version}`), Runtime.image(built.platform.registry.imageUri('serving', `1.${version}`), 'xgboost'));
  return {
    ...built,
    cluster,
    subject,
    kind,
    endpointKind,
    path,
    model,
    add: (props = {}, id = 'Fraud') => built.platform.addModelEndpoint(id, { ...(props.variants ? {} : { model: model(1) }), kind: endpointKind, ...props }),
  };
}

function kindOf(kind: KindName, cluster?: ITrainingCluster): EndpointKind {
  if (kind === 'managed') return EndpointKind.managed();
  if (kind === 'scale-to-zero') return EndpointKind.scaleToZero();
  return kind === 'kserve' ? EndpointKind.kserve(cluster!, { namespace: 'fraud' }) : EndpointKind.deployment(cluster!, { namespace: 'fraud' });
}

/** Whether a new model can have a part of the requests; without Knative, KServe changes all pods one after the other. */
export const isStepwise = (kind: KindName, subject: Subject) => kind === 'managed' || kind === 'deployment' || (kind === 'kserve' && hasKnative(subject));

/** Whether requests can be kept: a component of SageMaker captures none, and with Knative there is no meter. */
export const keepsRequests = (kind: KindName, subject: Subject) => kind === 'managed' || kind === 'deployment' || (kind === 'kserve' && !hasKnative(subject));

/** What all kinds can be told. */
export function saysAll({ kind, subject, subject: { target } }: EndpointBuild): Partial<ModelEndpointProps> {
  const clock = kind === 'managed' || kind === 'deployment' ? !target.refusals['serving/managed-scale-on-schedule'] || kind === 'deployment' : false;
  return {
    // Of fewer than five pods none is a fifth.
    scaling: Scaling.elastic(5, 8),
    scaleOn: clock ? [EndpointScaling.cpuUtilization(50), EndpointScaling.offHours({ begins: 20, ends: 6 })] : undefined,
    // Short enough for what makes Helm's releases with the AWS CDK.
    rollout: isStepwise(kind, subject) ? Rollout.canary(20) : Rollout.allAtOnce({ bakeTime: Duration.minutes(3) }),
    environment: { MODE: 'fast', ODD },
    dataCapture: keepsRequests(kind, subject) ? DataCapture.sampled(20) : undefined,
  };
}

/** The one endpoint of a program. */
export function onlyEndpoint({ endpoints }: Facts): EndpointFacts {
  expect(endpoints).toHaveLength(1);
  return endpoints[0];
}
