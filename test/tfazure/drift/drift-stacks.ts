import { Baseline, DataFormat, DriftMonitorProps, DriftSignal, Duration, Facet, Feature, GroundTruth, IModelEndpoint, Model, Prediction, QualityMetric, QualityThreshold, Runtime, Segment } from '../../../src/core';
import { DriftMonitor, MlPlatform } from '../../../src/tfazure';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { Bench } from '../support/stacks';

export type MonitorProps = Partial<DriftMonitorProps> & { readonly eventTopicId?: string };

export const SCHEMA = {
  features: [Feature.float('amount'), Feature.string('country'), Feature.bool('vip'), Feature.int('age')],
  prediction: Prediction.binary('fraud', { threshold: 0.5 }),
  recordId: 'transaction_id',
};

/** All that a monitor can measure. */
export const everything = ({ artifacts }: MlPlatform): MonitorProps => ({
  signals: [
    DriftSignal.dataQuality({ missingPercent: 2 }),
    DriftSignal.dataDrift({ threshold: 0.1, features: { country: 0.25 } }),
    DriftSignal.predictionDrift(),
    DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
    DriftSignal.bias([Facet.of('country', 'NL', 'BE')]),
    DriftSignal.attributionDrift(),
  ],
  groundTruth: GroundTruth.folder(artifacts.path('fraud/truth'), { delay: Duration.days(2) }),
  segments: [Segment.of('country', 'NL')],
  baseline: Baseline.trainingData(artifacts.path('fraud/train'), { format: DataFormat.PARQUET }),
});

/** A platform with an endpoint `ml-fraud` and a monitor `ml-fraud-drift`, unless the props say otherwise. */
export function withMonitor(
  props: MonitorProps | ((platform: MlPlatform, endpoint: IModelEndpoint) => MonitorProps) = {},
  more: (monitor: DriftMonitor, platform: MlPlatform, bench: Bench) => void = () => undefined,
) {
  const bench = new Bench();
  const platform = bench.platform();
  const endpoint = platform.addModelEndpoint('Fraud', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('1.7')) });
  const given = typeof props === 'function' ? props(platform, endpoint) : props;
  const source = given.batchOutput ? {} : { endpoint };
  const monitor = new DriftMonitor(platform, 'FraudDrift', { platform, ...source, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')), ...given });
  more(monitor, platform, bench);
  const app = bench.synth();
  return { monitor, platform, endpoint, app, stack: app.stack('ml') };
}

/** What a component is told. */
export function configOf(stack: SynthesizedStack, path: string): Attributes {
  const { args } = stack.resource('azapi_resource', path).body.properties.componentSpec as Attributes;
  const [, config] = /--config (\S+)$/.exec(args as string)!;
  return JSON.parse(Buffer.from(config!, 'base64').toString()) as Attributes;
}

export function actionsOf(stack: SynthesizedStack, path: string): Attributes {
  return stack.resource('azapi_resource', path).body.properties.definition.actions as Attributes;
}
