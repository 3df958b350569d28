import { ROLLOUT_WORKFLOW } from '../../../src/tfgcp/serving/rollout/rollout-workflow';
import { Execution, FakeGoogle } from '../../support/vertex/fake-google';

type Json = any;

export const PLACE = 'projects/acme-ml/locations/europe-west4';
export const ENDPOINT = `${PLACE}/endpoints/acme-ml-fraud`;
const WORKFLOW = 'acme-ml-fraud';

/** One of the models of a release: `fraud/1` of 90 %. */
export interface Wish {
  readonly name?: string;
  readonly percent?: number;
  readonly max?: number;
  readonly model?: string;
}

/** A release as the endpoint hands it to the workflow. */
export function release(models: Readonly<Record<string, Wish>>, changes: Json = {}): Json {
  const variants = Object.entries(models).map(([source, { name = 'main', percent = 100, max = 4, model }]) => {
    const limits = { minReplicaCount: 1, maxReplicaCount: max, autoscalingMetricSpecs: [{ metricName: 'aiplatform.googleapis.com/prediction/online/cpu/utilization', target: 60 }] };
    const content = model === undefined ? { modelId: `acme-ml-fraud-${source.replace(/\W/g, '')}`, upload: { displayName: source, artifactUri: `gs://acme/${source}`, containerSpec: { imageUri: 'europe-docker.pkg.dev/acme/xgboost:1' } } } : { model };
    return { name, percent, limits, key: `${name}-${source.replace(/\W/g, '')}`, ...content, deployed: { serviceAccount: 'fraud@acme-ml.iam.gserviceaccount.com', dedicatedResources: { machineSpec: { machineType: 'n2-standard-4' }, ...limits } } };
  });
  return {
    action: 'release',
    project: 'acme-ml',
    place: PLACE,
    endpoint: ENDPOINT,
    ownModels: '/models/acme-ml-fraud-[0-9a-z]+$',
    variants,
    steps: [{ percent: 10, seconds: 600 }, { percent: 100, seconds: 600 }],
    guards: [{ title: 'requests fail', query: 'sum(increase(response_count{deployed_model_id=~"@new@"}[5m])) > 1' }],
    alarms: [],
    ...changes,
  };
}

export class Releases {
  public readonly google: FakeGoogle;
  public constructor(google = new FakeGoogle()) {
    this.google = google;
    google.deployWorkflow(WORKFLOW, ROLLOUT_WORKFLOW as never);
  }

  public run(argument: Json): Promise<Execution> {
    return this.google.run(WORKFLOW, argument);
  }

  public get traffic(): Record<string, number> {
    return this.google.vertex.traffic(ENDPOINT);
  }
}
