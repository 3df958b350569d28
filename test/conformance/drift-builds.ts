import {
  Accelerator, ArtifactPath, Baseline, BatchOutput, DriftMonitorKind, DriftMonitorProps, DriftSignal, Duration, Facet, Feature, GroundTruth,
  IDriftMonitor, IModelEndpoint, IModelRegistry, ITrainingJob, MlPlatformProps, ModelEndpointProps, ModelSchema, Prediction, QualityMetric,
  QualityThreshold, Retrain, Schedule, TrainingBackend, TrainingJobProps,
} from '../../src/core';
import { ArgoWorkflows, JobSet, KubeflowTrainer } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { isCloud, NAMED_SUBJECTS } from './cluster-builds';
import { buildEndpoints, EndpointBuild } from './endpoint-builds';
import { DriftMonitorFacts, Facts, Subject } from './facts';
import { pytorchOf } from './job-builds';

export type MonitorKind = DriftMonitorFacts['kind'];

/** Whatever watches models on each target: Evidently everywhere, a service where there is one. */
export const MONITORS = NAMED_SUBJECTS.flatMap(([name, subject]) => {
  const kinds: MonitorKind[] = ['evidently', ...(subject.target.refusals['drift/managed'] ? [] : ['managed' as const])];
  return kinds.map((kind) => [`${kind === 'evidently' ? 'Evidently' : 'the service'} of ${name}`, subject, kind] as const);
});

export interface DriftBuild extends EndpointBuild {
  readonly monitorKind: MonitorKind;
  /** As a user says it. */
  readonly driftKind: DriftMonitorKind;
  readonly registry: IModelRegistry;
  /** Whether the monitor hears of approvals there: pods hear of none in a cloud's own registry. */
  readonly hearsApprovals: boolean;
  /** An endpoint that keeps nothing yet, unless something else is said. */
  endpoint(props?: Partial<ModelEndpointProps>, id?: string): IModelEndpoint;
  /** A job that makes a new model, where the monitor runs. */
  job(props?: Partial<TrainingJobProps>, id?: string): ITrainingJob;
  /** A monitor `Drift` with a baseline in the store. */
  watch(props: Partial<DriftMonitorProps>, id?: string): IDriftMonitor;
}

export const SCHEMA: ModelSchema = {
  features: [Feature.float('amount'), Feature.string('country'), Feature.string('sex'), Feature.int('age'), Feature.bool('vip')],
  prediction: Prediction.binary('fraud', { positive: '1', threshold: 0.5 }),
  recordId: 'transaction_id',
};

export function buildDrift(subject: Subject, monitorKind: MonitorKind, platformProps: MlPlatformProps = {}): DriftBuild {
  const managed = monitorKind === 'managed';
  const built = buildEndpoints(subject, managed ? 'managed' : 'deployment', platformProps);
  const { platform, cluster } = built;
  // What retrains in a cluster.
  if (cluster) [new JobSet(), new KubeflowTrainer(), new ArgoWorkflows({ namespaces: ['drift'] })].forEach((one) => codesOf(() => cluster.install(one)));
  const driftKind = managed ? DriftMonitorKind.managed() : DriftMonitorKind.evidently(cluster!, { namespace: 'drift' });
  const hearsApprovals = managed || !isCloud(subject);
  const registry = platform.addModelRegistry('FraudModels', { approvers: { 'ada@acme.io': subject.identity('approver') } });
  return {
    ...built,
    monitorKind,
    driftKind,
    registry,
    hearsApprovals,
    endpoint: (props = {}, id = 'Fraud') => built.add(props, id),
    job: (props = {}, id = 'Train') => platform.addTrainingJob(id, {
      runtime: pytorchOf(subject, managed ? 'managed' : 'cluster'),
      command: ['python', 'train.py'],
      accelerator: Accelerator.t4(),
      backend: managed ? TrainingBackend.managed() : TrainingBackend.cluster(cluster!, { namespace: 'drift' }),
      ...props,
    }),
    watch: (props, id = 'Drift') => platform.addDriftMonitor(id, {
      schema: SCHEMA, baseline: Baseline.trainingData(built.path('fraud/train'), hearsApprovals ? { renewedBy: registry } : {}), kind: driftKind, ...props,
    }),
  };
}

/** A monitor of an endpoint that says what every target can be told. */
export function saysAll({ path, endpoint, job }: DriftBuild): Partial<DriftMonitorProps> {
  return {
    endpoint: endpoint(),
    signals: [
      DriftSignal.dataQuality({ missingPercent: 2 }),
      DriftSignal.dataDrift({ threshold: 0.15, features: { country: 0.3 } }),
      DriftSignal.predictionDrift({ threshold: 0.2 }),
    ],
    groundTruth: GroundTruth.folder(path('fraud/truth'), { delay: Duration.days(2) }),
    schedule: Schedule.daily(4),
    maxRunTime: Duration.hours(2),
    onDrift: { retrain: Retrain.job(job(), { coolDown: Duration.days(7), maxRunsPerDay: 2 }) },
  };
}

/** The same, with all that a target can measure. */
export function measuresAll(built: DriftBuild): Partial<DriftMonitorProps> {
  const { refusals } = built.subject.target;
  const can = (capability: 'drift/managed-model-quality' | 'drift/managed-bias' | 'drift/managed-attribution') => built.monitorKind === 'evidently' || !refusals[capability];
  const props = saysAll(built);
  return {
    ...props,
    signals: [
      ...props.signals!,
      ...(can('drift/managed-model-quality') ? [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])] : []),
      ...(can('drift/managed-bias') ? [DriftSignal.bias([Facet.of('sex', 'female')])] : []),
      ...(can('drift/managed-attribution') ? [DriftSignal.attributionDrift({ threshold: 0.85 })] : []),
    ],
  };
}

export const batchOf = (path: (key: string) => ArtifactPath) => BatchOutput.folder(path('fraud/scored'));

/** The one monitor of a program. */
export function onlyMonitor({ driftMonitors }: Facts): DriftMonitorFacts {
  expect(driftMonitors).toHaveLength(1);
  return driftMonitors[0]!;
}
