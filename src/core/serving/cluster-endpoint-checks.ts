import { crontabOf } from '../jobs/crontab';
import { Problems } from '../private';
import { checkClusterCapture } from './cluster-capture';
import { endpointNeeds } from './cluster-endpoint-needs';
import { ClusterPlace, requireSoftware } from './cluster-endpoint-plan';
import { longestWatch } from './cluster-release';
import { METER_PORTS } from './meter-ports';
import { modelsOf, ModelEndpointContext, ModelEndpointPlan } from './model-endpoint-plan';
import { rolloutSeconds } from './rollout-plan';

type Plan = ModelEndpointPlan<ClusterPlace>;

/** Notes what a cluster cannot do of what an endpoint asks for, or what has to be installed for it. */
export function checkClusterEndpoint(
  plan: Plan,
  context: Pick<ModelEndpointContext, 'longestClusterRelease' | 'contentOf' | 'storageUri' | 'storageName'>,
  problems: Problems,
): void {
  // That KServe is there was seen when its place was looked for.
  endpointNeeds(plan).filter(({ need }) => need !== 'kserve').forEach(({ need, what, how }) => requireSoftware(need, what, plan.place.traits, problems, how));
  if (plan.place.kind === 'kserve') checkKServe(plan, problems);
  else checkDeployment(plan, problems);
  checkRelease(plan, context, problems);
  checkModels(plan, problems);
  checkVersions(plan, context, problems);
  plan.variants.forEach(({ scaling }) => scaling.schedules.forEach(({ when }) => void crontabOf(when, 'Kubernetes', problems)));
  checkClusterCapture(plan, context, problems);
  if (plan.networkIsolation) {
    problems.add('serving/kind', 'containers are to call nothing, but a pod has to fetch its model, from addresses that no NetworkPolicy knows: limit what the namespace may call, and leave networkIsolation out');
  }
}

/** Notes models that no container of a cluster could load. */
function checkModels(plan: Plan, problems: Problems): void {
  modelsOf(plan).forEach(({ name, model: { container: { port }, huggingFace } }) => {
    if (Object.values<number>(METER_PORTS).includes(port)) {
      problems.add('models/container', `the container of '${name}' listens on port ${port}, which is that of what counts its requests: give another one`);
    }
    if (huggingFace?.token && huggingFace.token.kind !== 'kubernetes') {
      problems.add('serving/kind', `the variant '${name}' is read with a secret of the cloud, which its server cannot ask for: give JobSecret.fromKubernetes(…), which kubernetes.ExternalSecrets may fill`);
    }
  });
}

/** Pods fetch the files of a version by themselves, without its registry. */
function checkVersions(plan: Plan, { contentOf }: Pick<ModelEndpointContext, 'contentOf'>, problems: Problems): void {
  modelsOf(plan).filter(({ model: { version } }) => version && !contentOf?.(version)).forEach(({ name, model }) => {
    const { versionId } = model.version!;
    problems.add('serving/version-files', `'${name}' is the version '${versionId}', of which only its registry knows where its files lie: give Model.fromArtifact(…) with its folder, or serve it with EndpointKind.managed() where there is one`);
  });
}

/** One rule for whatever a release waits for: what does not fit would not be watched, or would end in the middle. */
function checkRelease({ place, rollout }: Plan, { longestClusterRelease: longest }: Pick<ModelEndpointContext, 'longestClusterRelease'>, problems: Problems): void {
  const most = longestWatch(place, rollout.kind, longest);
  const seconds = rolloutSeconds(rollout);
  if (most === undefined || seconds <= most) return;
  problems.add(
    'serving/bake-time',
    `the rollout is watched for ${seconds} seconds, but a release here ends after ${longest}, in which pods start, too, so that ${most} are left: give a shorter bake time, or EndpointKind.deployment(…) a rollout of kubernetes.ArgoRollouts, which goes on without a release`,
  );
}

function checkKServe(plan: Plan, problems: Problems): void {
  const { place, variants, shadow, access } = plan;
  const { gateway, knative } = place;
  if (variants.length > 1) problems.add('serving/kind', `${variants.length} variants are asked for, but an InferenceService has one model: take EndpointKind.deployment(…) with a gateway, or EndpointKind.managed()`);
  if (shadow) problems.add('serving/kind', 'a shadow is asked for, but KServe copies no requests: take EndpointKind.deployment(…) with a gateway, or EndpointKind.managed()');
  if (gateway) problems.add('serving/kind', 'a gateway is given, but KServe has one for all models: give it to kubernetes.KServe, and leave it out here');
  if (access === 'public') problems.add('serving/kind', 'the endpoint is to be reached from everywhere, but an InferenceService is reached from inside of the cluster only: take EndpointKind.deployment(…) with a gateway, or leave access out');
  if (variants.some(({ model }) => model.container.grpc)) problems.add('serving/kind', 'the container speaks gRPC, which of KServe its own servers do only: take EndpointKind.deployment(…)');
  if (!knative) return;
  if (variants.some(({ scaling }) => scaling.schedules.length > 0)) {
    problems.add('serving/kind', 'the number of replicas is to follow a schedule, but Knative has as many as there are requests: leave the schedule out, and take Scaling.elastic(0, …)');
  }
  if (variants.some(({ scaling }) => scaling.tracked.some(({ kind, usual }) => !usual && kind !== 'requests'))) {
    problems.add('serving/kind', 'the number of replicas is to follow something else than requests, which Knative does not measure: take EndpointScaling.requestsPerReplica(…), or leave scaleOn out');
  }
}

function checkDeployment(plan: Plan, problems: Problems): void {
  const { place, variants, shadow, access, rollout } = plan;
  const { gateway } = place;
  if (variants.length > 1 && !gateway) problems.add('serving/kind', `${variants.length} variants are asked for, but a Service of Kubernetes knows no weights: give EndpointKind.deployment(…) a gateway`);
  if (shadow && !gateway) problems.add('serving/kind', 'a shadow is asked for, but a Service of Kubernetes copies no requests: give EndpointKind.deployment(…) a gateway');
  if (access === 'public' && !gateway) problems.add('serving/kind', 'the endpoint is to be reached from everywhere, but the cluster lets nothing in by itself: give EndpointKind.deployment(…) a gateway');
  if (variants.some(({ scaling }) => scaling.min === 0)) {
    problems.add('serving/minimum', 'at least 0 replicas are asked for, but nothing would hold the requests that come meanwhile: give 1, take EndpointKind.kserve(…) with kubernetes.Knative, or off hours by EndpointScaling.offHours');
  }
  if (rollout.kind === 'canary' || rollout.kind === 'linear') checkShares(plan, problems);
}

/** Without a gateway that divides them, a part of the requests is a part of the pods; a variant beside others has its weight of the gateway already. */
function checkShares({ place, variants, rollout }: Plan, problems: Problems): void {
  if (place.gateway && variants.length === 1) return;
  const [first] = rollout.steps;
  const enough = Math.ceil(100 / first!);
  variants.filter(({ scaling }) => scaling.min < enough).forEach(({ name, scaling }) => {
    const otherwise = place.gateway ? 'take Rollout.allAtOnce or Rollout.blueGreen' : 'give EndpointKind.deployment(…) a gateway, or take Rollout.blueGreen';
    problems.add(
      'serving/canary',
      `a new model is to get ${first} % of the requests first, but '${name}' may have ${scaling.min} replicas, of which none is so small a part: give ${enough} at least, ${otherwise}`,
    );
  });
}
