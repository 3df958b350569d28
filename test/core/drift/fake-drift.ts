import { Construct, RootConstruct } from 'constructs';
import {
  ArtifactPath, Baseline, BiasMetric, DataFormat, DriftMeasure, DriftMonitorProps, Duration, Feature, IModelEndpoint, ITrainingJob,
  ModelEndpointProps, ModelSchema, Prediction, Profile, QualityMetric, RequestFormat, TrainingJobProps,
} from '../../../src/core';
import { DriftMonitorContext, DriftMonitorPlan, planDriftMonitor } from '../../../src/core/drift/drift-monitor-plan';
import { DriftService } from '../../../src/core/drift/drift-service';
import { JobWithTraits } from '../../../src/core/jobs/job-traits';
import { EndpointTraits, EndpointWithTraits } from '../../../src/core/serving/endpoint-traits';
import { ABLE } from '../../support/fake-target';
import { newStack, path, plan as planJob, STORE } from '../jobs/fake-jobs';
import { plan as planEndpoint } from '../serving/fake-endpoints';

/** A service without PSI, which joins ground truth by a column. */
export const SERVICE: DriftService = {
  name: 'Acme Monitor',
  nameRule: { what: 'a monitor', minLength: 1, maxLength: 30, pattern: /^[a-z0-9-]+$/, allowed: 'lower-case letters, digits and hyphens', separator: '-' },
  measures: [DriftMeasure.JENSEN_SHANNON, DriftMeasure.L_INFINITY],
  qualityMetrics: Object.values(QualityMetric).filter((metric) => metric !== QualityMetric.ACCURACY),
  biasMetrics: Object.values(BiasMetric),
  requestFormats: [RequestFormat.JSON_INSTANCES, RequestFormat.CSV],
  baselineFormats: [DataFormat.CSV],
  batchFormats: [DataFormat.CSV, DataFormat.JSON_LINES],
  joinsByRecordId: true,
  mostFeatures: 5,
  mostSegments: 2,
  leastDistance: Duration.hours(1),
  longestRun: Duration.hours(12),
};

/** Evidently in a cluster, which has PSI, too. */
export const EVIDENTLY: DriftService = { ...SERVICE, name: 'Evidently', measures: Object.values(DriftMeasure), leastDistance: Duration.minutes(10) };

export const SCHEMA: ModelSchema = {
  features: [Feature.float('amount'), Feature.string('country'), Feature.string('sex'), Feature.int('age')],
  prediction: Prediction.binary('fraud'),
  recordId: 'transaction_id',
};

export const PLATFORM = new RootConstruct('Platform');

/** An endpoint of that platform, which remembers how it was told to keep requests. */
export function endpointWith(props: Partial<ModelEndpointProps> = {}, more: Partial<EndpointTraits> = {}): IModelEndpoint {
  const planned = planEndpoint(props);
  const endpoint: Pick<EndpointWithTraits, 'node' | 'endpointName' | '_traits'> = {
    node: STORE.node,
    endpointName: planned.name,
    _traits: () => ({ system: ABLE.system, platform: PLATFORM, plan: planned, ...more }),
  };
  return endpoint as unknown as IModelEndpoint;
}

export function jobWith(props: Partial<TrainingJobProps> = {}, system: string = ABLE.system, node = STORE.node): ITrainingJob {
  const planned = planJob(props);
  const job: Pick<JobWithTraits, 'node' | 'jobName' | '_traits'> = {
    node,
    jobName: planned.name,
    _traits: () => ({ system, platform: PLATFORM, plan: planned }),
  };
  return job as unknown as ITrainingJob;
}

/** A monitor of an endpoint that kept nothing before, unless something else is said. */
export function plan(props: Partial<DriftMonitorProps> = {}, overrides: Partial<DriftMonitorContext> = {}, id = 'Drift', scope: Construct = newStack()): DriftMonitorPlan {
  const profile = Profile.development();
  const { batchOutput } = props;
  const wish = { ...(batchOutput ? {} : { endpoint: endpointWith() }), schema: SCHEMA, baseline: Baseline.trainingData(path('fraud/train')), ...props };
  return planDriftMonitor(scope, id, wish, {
    target: ABLE,
    platform: { construct: PLATFORM, platformName: `ml${counter++}`, profile: profile.settings },
    region: 'eu-central-1',
    managed: SERVICE,
    evidently: EVIDENTLY,
    storageUri: /^s3:\/\//,
    storageName: 'Acme stores',
    reports: (name) => path(`drift/${name}`),
    capturePath: (name) => path(`capture/${name}`),
    checkSchedule: () => undefined,
    check: () => undefined,
    ...overrides,
  });
}
let counter = 0;

/** A path of a store that lies elsewhere. */
export const elsewhere = (uri: string) => {
  const store = { uri, node: STORE.node, _region: uri.startsWith('s3://far-') ? 'us-east-1' : undefined };
  return ArtifactPath.of(store as unknown as typeof STORE, 'truth');
};
