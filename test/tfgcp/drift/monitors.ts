import { ArtifactPath, Baseline, DataFormat, DriftMonitorProps as PortableProps, Feature, Model, Prediction, Profile, Runtime } from '../../../src/core';
import { DriftMonitor, DriftMonitorProps, MlPlatform, MlPlatformProps, ModelEndpoint } from '../../../src/tfgcp';
import { SynthesizedStack } from '../../support/terraform';
import { sourceOf } from '../../support/workflow';
import { Stage, stage } from '../platforms';

type Json = any;

/** What is said of a monitor, once there is a platform to say it of. */
export type Wish = (platform: MlPlatform, endpoint: ModelEndpoint) => Partial<DriftMonitorProps>;

/** What requests to the model of these tests hold. */
export const SCHEMA: PortableProps['schema'] = {
  features: [Feature.float('amount'), Feature.string('country'), Feature.bool('vip')],
  prediction: Prediction.binary('fraud', { threshold: 0.5 }),
  recordId: 'transaction',
};

export function trained(path: ArtifactPath, format = DataFormat.CSV): Baseline {
  return Baseline.trainingData(path, { format });
}

export interface MonitorStage extends Stage {
  readonly monitor: DriftMonitor;
  readonly endpoint: ModelEndpoint;
}

/** An App with one stack that holds a platform `Ml` with an endpoint `Fraud` and its monitor `FraudDrift`. */
export function monitorStage(wish: Wish = () => ({}), platformProps: Partial<MlPlatformProps> = { profile: Profile.development() }): MonitorStage {
  const staged = stage(platformProps);
  const { platform } = staged;
  const endpoint = new ModelEndpoint(platform, 'Fraud', { platform, model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('2.1')) });
  const props = wish(platform, endpoint);
  const monitor = new DriftMonitor(platform, 'FraudDrift', {
    platform,
    ...(props.batchOutput ? {} : { endpoint }),
    schema: SCHEMA,
    baseline: trained(platform.artifacts.path('fraud/train')),
    ...props,
  });
  return { ...staged, endpoint, monitor };
}

/** A definition as Workflows has it, and what it was configured with. */
export function workflowIn(stack: SynthesizedStack, name: string): { readonly definition: Json; readonly config: Json } {
  const found = (Object.values(stack.resources('google_workflows_workflow')) as Json[]).find((workflow) => workflow.name === name);
  // A reference of Terraform stands for a name, which has no point.
  const filled = (found.source_contents as string).replace(/%%\{/g, '%{').replace(/(?<!\$)\$\{google_\w+\.(\w+)\.(?:dataset_id|name)\}/g, '$1');
  const definition = JSON.parse(sourceOf(filled)) as Json;
  const text = definition.main.steps.find((step: Json) => step.told).told.assign[0].text as string;
  return { definition, config: JSON.parse(text) as Json };
}
