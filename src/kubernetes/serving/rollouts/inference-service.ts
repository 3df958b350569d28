import { contentHash, isUnresolved, sortedKeys } from '../../../core/private';
import { METER_PORTS } from '../../../core/serving/meter-ports';
import { VariantPlan } from '../../../core/serving/variant-plan';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, metadataOf, variantLabels } from '../endpoint-labels';
import { meterOf } from '../pods/meter';
import { LEAVING, ModelPod, modelPod, probesOf } from '../pods/model-pod';
import { ModelServer, serverOf } from '../pods/model-server';
import { isScaled } from '../scaling/autoscaler';

type Json = Record<string, unknown>;

/** The annotation by which a change of the content is told from one of the number of replicas, and which gives each content pods of its own. */
const CONTENT = 'ml-platform/content';

/** An InferenceService, and what identifies its content. */
export interface InferenceService {
  readonly manifest: Json;
  readonly predictor: Json;
  readonly content: string;
}

/** https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/inference_service.go. What of the requests a new revision has is said by a hook, and never by the chart. */
export function inferenceService(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): InferenceService {
  const variant = plan.variants[0]!;
  const { knative } = plan.place;
  const predictor = predictorOf(plan, variant, binding);
  const content = contentOf(predictor);
  const metadata = metadataOf(plan, plan.name, { ...variantLabels(plan, variant), 'networking.kserve.io/visibility': 'cluster-local' });
  return {
    predictor,
    content,
    manifest: {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: {
        ...metadata,
        annotations: {
          [CONTENT]: content,
          'serving.kserve.io/deploymentMode': knative ? 'Knative' : 'Standard',
          ...(knative ? {} : { 'serving.kserve.io/autoscalerClass': isScaled(variant) ? 'external' : 'none' }),
        },
      },
      spec: { predictor },
    },
  };
}

/** What is known only at deployment cannot be hashed before. */
function contentOf(predictor: Json): string {
  const text = JSON.stringify(sortedKeys(predictor));
  return isUnresolved(text) ? text : contentHash(text);
}

function predictorOf(plan: ClusterEndpointPlan, variant: VariantPlan, binding: ClusterEndpointBinding): Json {
  const { knative } = plan.place;
  const server = serverOf(variant.model, plan.name, variant.gpus);
  const pod = modelPod(plan, variant, server, binding);
  const meter = knative ? [] : [meterOf(plan, variant, server, binding.requestLog ?? false)];
  const { terminationGracePeriodSeconds, ...spec } = pod.spec;
  return {
    ...spec,
    labels: pod.labels,
    initContainers: [...pod.initContainers, ...meter],
    volumes: pod.volumes,
    ...(knative ? knativeScaling(variant) : { ...standardScaling(variant), terminationGracePeriodSeconds }),
    ...implementation(plan, pod, server),
  };
}

/** One of KServe's runtimes, in the version that was asked for; else a container of the user's. */
function implementation({ place: { knative } }: ClusterEndpointPlan, pod: ModelPod, server: ModelServer): Json {
  const { runtime } = server;
  // The runtimes have their own arguments and command.
  const { args, command, resources, ...container } = pod.container;
  const { requests, limits } = resources as { readonly requests: Json; readonly limits: Json };
  const asked = {
    ...container,
    // Else KServe's own limits would be below what is asked for: https://github.com/kserve/kserve/blob/v0.20.0/charts/kserve-resources/values.yaml (`inferenceservice.resources`)
    resources: { requests, limits: { cpu: requests.cpu, memory: requests.memory, ...limits } },
    ...(knative ? knativeProbes(server) : { ...probesOf(server), lifecycle: LEAVING }),
    ports: portsOf(server, knative),
  };
  if (!runtime) return { containers: [{ name: 'kserve-container', ...asked, ...(command ? { command } : {}), ...(args ? { args } : {}) }] };
  const more = (args as readonly string[] ?? []).filter((arg) => arg.startsWith('--tensor-parallel-size'));
  const modelFormat = { name: runtime.format, version: runtime.version };
  return { model: { modelFormat, runtime: runtime.name, ...asked, ...(more.length > 0 ? { args: more } : {}) } };
}

/** The Service of a plain deployment goes to the first port of the model's container, which is the meter's: containers of a pod share their ports. */
function portsOf({ port }: ModelServer, knative: boolean): Json[] {
  return knative ? [{ name: 'http1', containerPort: port, protocol: 'TCP' }] : [{ name: 'http', containerPort: METER_PORTS.requests, protocol: 'TCP' }];
}

/** Knative waits for a start by itself, and asks through its own proxy. */
function knativeProbes({ healthPath, port }: ModelServer): Json {
  return { readinessProbe: { httpGet: { path: healthPath, port }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 } };
}

/** Requests at once by default, which is what Knative counts best: https://knative.dev/docs/serving/autoscaling/autoscaling-metrics/ */
function knativeScaling({ scaling: { min, max, tracked } }: VariantPlan): Json {
  const requests = tracked.find(({ kind }) => kind === 'requests');
  return { minReplicas: min, maxReplicas: max, ...(requests ? { scaleMetric: 'rps', scaleTarget: Math.max(1, Math.round(requests.target / 60)) } : {}) };
}

function standardScaling(variant: VariantPlan): Json {
  const { min, max } = variant.scaling;
  return {
    minReplicas: isScaled(variant) ? Math.max(1, min) : max,
    maxReplicas: Math.max(1, max),
    deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
  };
}
