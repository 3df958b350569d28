import { Construct } from 'constructs';
import { IModelEndpointMetrics } from '../../core';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { fill } from '../../facts/aws/fill';
import { clusterReadings, ClusterServing, REQUEST_NAMESPACE } from '../../facts/aws/serving-cluster';
import { endpointReadings } from '../../facts/aws/serving-metrics';
import { workloadName } from '../../kubernetes/serving/endpoint-labels';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterEndpoint } from './cluster-endpoint';
import { EndpointBackend } from './endpoint-backend';
import { EndpointMetrics } from './endpoint-metrics';
import { EndpointWatch, watchEndpoint } from './endpoint-watch';
import { SageMakerEndpoint } from './sagemaker-endpoint';

/** An endpoint with what looks after it. */
export interface WatchedBackend extends EndpointWatch {
  readonly backend: EndpointBackend;
  readonly metrics: IModelEndpointMetrics;
}

/** What runs an endpoint: the place of its plan says which. Alarms come first, since rollouts ask for them. */
export function makeBackend(endpoint: Construct, plan: ModelEndpointPlan, platform: IMlPlatform): WatchedBackend {
  if (runsInCluster(plan)) {
    const metrics = new EndpointMetrics(plan.name, clusterReadings(clusterServing(plan, platform)));
    return { ...watchEndpoint(endpoint, platform, plan, metrics), metrics, backend: new ClusterEndpoint(endpoint, 'Cluster', { platform, plan }) };
  }
  const managed = plan as ModelEndpointPlan<ServicePlace>;
  const metrics = new EndpointMetrics(managed.name, endpointReadings(managed));
  const watch = watchEndpoint(endpoint, platform, managed, metrics);
  const backend = new SageMakerEndpoint(endpoint, 'SageMaker', { platform, plan: managed, guards: watch.guards });
  return { ...watch, metrics, backend };
}

function clusterServing(plan: ModelEndpointPlan<ClusterPlace>, { platformName }: IMlPlatform): ClusterServing {
  const { name, variants, rollout, place: { traits, namespace, kind } } = plan;
  return {
    namespace,
    cluster: traits.clusterName,
    endpoint: name,
    workloads: variants.map((variant) => `${workloadName(plan, variant)}${kind === 'kserve' ? '-predictor' : ''}`),
    deployments: kind === 'kserve' || rollout.kind === 'all-at-once',
    gpus: variants.some(({ gpus }) => gpus > 0),
    platform: fill<string>(REQUEST_NAMESPACE, { name: platformName }),
  };
}
