import { IConstruct } from 'constructs';
import { Severity } from '../observability';
import { ProfileSettings } from '../platform/profile';
import { deepFreeze, kebab, NameRule, physicalName, Problems, requireAcknowledgeable, Target } from '../private';
import { IModelVersion } from '../registry';
import { ModelPlan } from '../registry/model-plan';
import { ImageCatalogue } from '../runtime/image-catalogue';
import { RuntimeWarning } from '../runtime/runtime-plan';
import { ArtifactPath } from '../storage';
import { Scaling } from '../training';
import { Duration } from '../units';
import { checkClusterEndpoint } from './cluster-endpoint-checks';
import { checkInCluster, ClusterPlace, planClusterPlace } from './cluster-endpoint-plan';
import { longestWatch } from './cluster-release';
import { planEnvironment } from './endpoint-environment';
import { EndpointKind } from './endpoint-kind';
import { checkServiceName, rememberServiceName } from './endpoint-names';
import { EndpointPlace, isInCluster } from './endpoint-place';
import { EndpointService, ServicePlace } from './endpoint-service';
import { ModelEndpointProps } from './model-endpoint';
import { checkObjectives, ObjectivesPlan } from './objectives-plan';
import { planRollout, RolloutPlan } from './rollout-plan';
import { checkServiceEndpoint, requireService } from './service-endpoint-checks';
import { mostCarefulRollout } from './usual-rollout';
import { planVariant, VariantContext, VariantPlan } from './variant-plan';
import { wishedShadow, wishedVariants } from './variant-wishes';

/** A model that gets copies of requests. */
export interface ShadowPlan extends VariantPlan {
  /** Of how many requests in a hundred. */
  readonly percent: number;
}

/** Which requests are kept. */
export interface CapturePlan {
  readonly percent: number;
  readonly responses: boolean;
  /** Absent where the target chooses the place. */
  readonly path?: ArtifactPath;
}

/** What a target renders as an endpoint. */
export interface ModelEndpointPlan<Place extends EndpointPlace = EndpointPlace> {
  readonly name: string;
  readonly place: Place;
  readonly variants: readonly VariantPlan[];
  readonly shadow?: ShadowPlan;
  readonly rollout: RolloutPlan;
  readonly capture?: CapturePlan;
  readonly access: 'private' | 'public';
  readonly networkIsolation: boolean;
  readonly objectives: ObjectivesPlan;
  readonly environment: Readonly<Record<string, string>>;
  /** Of the alarm for errors. */
  readonly severity: Severity;
  readonly warnings: readonly RuntimeWarning[];
}

/** What a plan has to know of the platform. */
export interface EndpointPlatform {
  readonly construct: IConstruct;
  readonly platformName: string;
  /** `development`, `staging` or `production`. */
  readonly profileName: string;
  readonly profile: ProfileSettings;
}

/** What a version is made of; no files where all of it is part of its image. */
export type VersionContent = Pick<ModelPlan, 'artifact'>;

/** What the target knows when it asks for a plan. */
export interface ModelEndpointContext {
  readonly target: Target;
  readonly platform: EndpointPlatform;
  readonly region?: string;
  /** Of the service's endpoint; one in a cluster has a rule of Kubernetes. */
  readonly nameRule: NameRule;
  readonly clusterImages: ImageCatalogue;
  /** The images of the cloud's own service. */
  readonly serviceImages?: ImageCatalogue;
  readonly managed?: EndpointService;
  readonly scaleToZero?: EndpointService;
  readonly storageUri: RegExp;
  readonly storageName: string;
  /** What a packed model ends in that the cloud's service unpacks by itself. */
  readonly archive?: RegExp;
  /** How many subnets the platform's network has; absent where nobody knows. */
  readonly subnets?: number;
  /** Whether the service cannot tell by itself what serves a version of a registry. */
  readonly versionNeedsRuntime?: boolean;
  /** How long a deployment of what runs in a cluster may wait; absent where nothing ends it. */
  readonly longestClusterRelease?: Duration;
  /** What a version is made of that serves in a cluster; nothing where only its registry knows. */
  contentOf?(version: IModelVersion): VersionContent | undefined;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: ModelEndpointPlan, problems: Problems): void;
}

const ACKNOWLEDGEABLE = ['serving/rollout-guard', 'training/accelerator-region'];

/** Names of hosts and services have at most 63 characters, of which KServe and Argo take up to 20: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const CLUSTER_NAME: NameRule = {
  what: 'an endpoint in a cluster',
  minLength: 1,
  maxLength: 40,
  pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and hyphens, a letter first',
  separator: '-',
};

/** Checks a user's wishes and completes them; throws all that is wrong at once, before anything was made. */
export function planModelEndpoint(scope: IConstruct, id: string, props: ModelEndpointProps, context: ModelEndpointContext): ModelEndpointPlan {
  const problems = new Problems(scope, id);
  const { platform } = context;
  const acknowledged = props.acknowledge ?? [];
  requireAcknowledgeable(acknowledged, ACKNOWLEDGEABLE, problems);
  const kind = props.kind ?? EndpointKind.managed();
  const inCluster = kind._cluster !== undefined;
  const production = platform.profileName === 'production';
  const place = inCluster ? planClusterPlace(kind, scope, context.target, problems) : planServicePlace(kind, props, context, problems);
  const mostCareful = mostCarefulRollout(place, props);
  const rollout = planRollout({
    production,
    acknowledged,
    mostCareful,
    scope,
    inCluster,
    target: context.target,
    given: props.rollout,
    service: serviceOf(place),
    longestWatch: (way) => longestWatch(place, way, context.longestClusterRelease),
  }, problems);
  const scaling = props.scaling ?? Scaling.fixed(production ? 2 : 1);
  const wishes = wishedVariants(props, scaling, problems);
  const variantContext = place && contextOf(scope, place, context, acknowledged);
  const variants = variantContext ? wishes.flatMap((wish) => planVariant(wish, variantContext, problems) ?? []) : [];
  const shadowed = props.shadow && variantContext ? planVariant(wishedShadow(props), variantContext, problems) : undefined;
  const models = shadowed ? [...variants, shadowed] : variants;
  const name = physicalName(inCluster ? CLUSTER_NAME : context.nameRule, [platform.platformName, kebab(id)], problems);
  const environment = planEnvironment(props.environment ?? {}, problems);
  const objectives = checkObjectives(props.objectives ?? {}, problems);
  const planned = place && variants.length === wishes.length && variants.length > 0 && (!props.shadow || shadowed);
  const plan: ModelEndpointPlan | undefined = planned ? {
    name,
    place,
    variants,
    rollout,
    environment,
    objectives,
    shadow: shadowed && { ...shadowed, percent: props.shadow!.percent },
    capture: props.dataCapture && { percent: props.dataCapture.percent, responses: props.dataCapture.responses, path: props.dataCapture.path },
    access: (props.access?.kind ?? 'private') as ModelEndpointPlan['access'],
    networkIsolation: props.networkIsolation ?? isolatedByDefault(models, place, context),
    severity: platform.profile.failedDeploySeverity,
    warnings: warningsOf(models),
  } : undefined;
  if (plan) {
    if (runsInCluster(plan)) checkClusterEndpoint(plan, context, problems);
    else checkServiceEndpoint(plan as ModelEndpointPlan<ServicePlace>, props, context, problems);
    context.check(plan, problems);
  }
  if (place && isInCluster(place)) checkInCluster(name, place, problems);
  else checkServiceName(name, platform.construct, problems);
  problems.throwIfAny();
  if (!inCluster) rememberServiceName(name, platform.construct);
  return deepFreeze(plan!);
}

/** Narrows a plan to where its endpoint runs. */
export function runsInCluster(plan: ModelEndpointPlan): plan is ModelEndpointPlan<ClusterPlace> {
  return isInCluster(plan.place);
}

/** All models of an endpoint, the one in the shadow last. */
export function modelsOf({ variants, shadow }: ModelEndpointPlan): readonly VariantPlan[] {
  return shadow ? [...variants, shadow] : variants;
}

/** The places from which an endpoint reads models, each once. */
export function readPaths(plan: ModelEndpointPlan): ArtifactPath[] {
  const paths = modelsOf(plan).flatMap(({ model }) => model.artifact ?? []);
  return paths.filter((path, i) => paths.findIndex(({ uri }) => uri === path.uri) === i);
}

function planServicePlace(
  { kind }: EndpointKind,
  props: ModelEndpointProps,
  context: ModelEndpointContext,
  problems: Problems,
): ServicePlace | undefined {
  const service = requireService(kind as ServicePlace['kind'], props, context, problems);
  return service && { kind: kind as ServicePlace['kind'], service };
}

function serviceOf(place: EndpointPlace | undefined): EndpointService | undefined {
  return place && !isInCluster(place) ? place.service : undefined;
}

function scalesToZero(place: EndpointPlace): boolean {
  if (!isInCluster(place)) return place.service.leastReplicas === 0;
  return place.kind === 'kserve' ? place.knative : place.traits.provided.includes('keda');
}

function contextOf(scope: IConstruct, place: EndpointPlace, context: ModelEndpointContext, acknowledged: readonly string[]): VariantContext {
  const { region, storageUri, storageName, target: { system }, clusterImages, serviceImages, versionNeedsRuntime, archive } = context;
  const images = isInCluster(place)
    ? { images: clusterImages, place: 'Kubernetes', versionNeedsRuntime: true }
    : { images: serviceImages!, place: place.service.name, archive, versionNeedsRuntime, versionHasRuntime: !versionNeedsRuntime };
  return { place, acknowledged, toZero: scalesToZero(place), images: { ...images, scope, region, storageUri, storageName, system } };
}

/** A container that has all it needs beside it has nobody to call. */
function isolatedByDefault(models: readonly VariantPlan[], place: EndpointPlace, { target }: ModelEndpointContext): boolean {
  if (isInCluster(place) || target.refusals['serving/network-isolation'] || place.service.lacks['network-isolation']) return false;
  return models.every(({ model }) => model.kind === 'artifact');
}

function warningsOf(models: readonly VariantPlan[]): RuntimeWarning[] {
  const warnings = models.flatMap(({ model }) => model.image?.warning ?? []);
  return warnings.filter((warning, i) => warnings.findIndex(({ message }) => message === warning.message) === i);
}
