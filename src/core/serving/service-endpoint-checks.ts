import { Capability } from '../platform/capability';
import { Problems, requireCapability } from '../private';
import { checkCapturePath } from './capture-path';
import { EndpointFeature, EndpointService, ServicePlace } from './endpoint-service';
import { ModelEndpointProps } from './model-endpoint';
import { ModelEndpointContext, ModelEndpointPlan, modelsOf } from './model-endpoint-plan';
import { fewestReplicas } from './scaling-plan';
import { wishedModels } from './variant-wishes';

const SCALE_ON: Readonly<Record<string, Capability>> = {
  'requests': 'serving/managed-scale-on-requests',
  'cpu': 'serving/managed-scale-on-cpu',
  'gpu': 'serving/managed-scale-on-gpu',
  'latency': 'serving/managed-scale-on-latency',
  'schedule': 'serving/managed-scale-on-schedule',
  'off-hours': 'serving/managed-scale-on-schedule',
};

/** The service that serves a kind of endpoint; notes what the target lacks of it, and of what is asked of it. */
export function requireService(
  kind: ServicePlace['kind'],
  props: ModelEndpointProps,
  { target, managed, scaleToZero }: ModelEndpointContext,
  problems: Problems,
): EndpointService | undefined {
  const need = (capability: Capability, wish: string) => requireCapability(target, capability, wish, problems);
  const { scaleOn = [], shadow, networkIsolation, dataCapture } = props;
  need('serving/managed', "the cloud's own service is to serve the model");
  if (kind === 'scale-to-zero') need('serving/managed-zero', "the cloud's own service is to serve the model without a replica that always runs");
  scaleOn.forEach((move) => need(SCALE_ON[move.kind]!, `the number of replicas is to follow '${move.kind}'`));
  if (shadow) need('serving/managed-shadow', 'a model is to get copies of requests');
  if (networkIsolation) need('serving/network-isolation', 'containers are to call nothing');
  if (dataCapture?.path) need('serving/capture-path', `requests are to be kept at '${dataCapture.path.uri}'`);
  if (wishedModels(props).some(({ _huggingFace }) => _huggingFace?.token)) need('serving/managed-secrets', 'a model is to be downloaded with a token');
  return kind === 'managed' ? managed : scaleToZero;
}

/** Notes what a service cannot do of what an endpoint asks for. */
export function checkServiceEndpoint(
  plan: ModelEndpointPlan<ServicePlace>,
  props: ModelEndpointProps,
  context: ModelEndpointContext,
  problems: Problems,
): void {
  const { target, subnets, storageUri, storageName } = context;
  const { place: { service }, variants, shadow, capture, rollout, access } = plan;
  const { name, mostVariants, mostShadowPercent, leastReplicas } = service;
  if (variants.length > mostVariants) problems.add('serving/variants', `${variants.length} variants are asked for, but an endpoint of ${name} has ${mostVariants} at most: give fewer`);
  const fewest = Math.min(...variants.map(({ scaling }) => fewestReplicas(scaling)));
  if (fewest < leastReplicas) {
    problems.add(
      'serving/minimum',
      `at least ${fewest} replicas are asked for, but with ${name} ${leastReplicas} always runs: give ${leastReplicas}, or take ${target.refusals['serving/managed-zero'] ? '' : 'EndpointKind.scaleToZero() or '}EndpointKind.kserve(…) with kubernetes.Knative`,
    );
  }
  if (shadow && shadow.percent > mostShadowPercent) {
    problems.add('serving/shadow-percent', `the shadow is to get copies of ${shadow.percent} % of the requests, but ${name} copies ${mostShadowPercent} % at most: give less`);
  }
  if (access === 'private' && subnets === 0) {
    problems.add('serving/no-subnets', 'the endpoint is to be reached from the platform\'s network only, which has no subnets: give the platform subnets, or take EndpointAccess.public()');
  }
  // Where the target chooses the place, any path was refused already.
  if (!target.refusals['serving/capture-path']) checkCapturePath(plan, { storageUri, storageName, writer: name }, problems);
  checkModels(plan, problems);
  const lacking: Partial<Record<EndpointFeature, boolean>> = {
    'shadow': shadow !== undefined,
    'variants': variants.length > 1,
    'capture': capture !== undefined,
    'stepwise-rollout': rollout.steps.length > 1,
    'network-isolation': props.networkIsolation,
    'hugging-face': modelsOf(plan).some(({ model }) => model.huggingFace),
  };
  Object.entries(service.lacks).filter(([feature]) => lacking[feature as EndpointFeature]).forEach(([feature, { reason, alternative }]) => {
    problems.add('serving/kind', `'${feature}' is asked for, but ${name} cannot: ${reason}; ${alternative}`);
  });
}

function checkModels(plan: ModelEndpointPlan<ServicePlace>, problems: Problems): void {
  modelsOf(plan).forEach(({ name, model: { container, huggingFace } }) => {
    if (container.grpc) problems.add('models/container', `the container of '${name}' speaks gRPC, but ${plan.place.service.name} asks by HTTP: take EndpointKind.deployment(…)`);
    if (huggingFace?.token?.kind === 'kubernetes') problems.add('serving/secret', `the token of '${name}' is a Secret of Kubernetes, but the endpoint runs in no cluster: give JobSecret.fromCloud(…)`);
    if (huggingFace && plan.networkIsolation) {
      problems.add('serving/isolated-download', `'${name}' is downloaded from Hugging Face when it starts, but containers are to call nothing: leave networkIsolation out, or copy the model into a store`);
    }
  });
}
