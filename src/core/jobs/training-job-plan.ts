import { IConstruct } from 'constructs';
import { Severity } from '../observability';
import { ProfileSettings } from '../platform/profile';
import { deepFreeze, kebab, NameRule, physicalName, Problems, requireAcknowledgeable, Target } from '../private';
import { ImageCatalogue } from '../runtime/image-catalogue';
import { ImagePlan, planImage, RuntimeWarning } from '../runtime/runtime-plan';
import { ArtifactPath } from '../storage';
import { Capacity } from '../training';
import { Duration, Schedule, Size } from '../units';
import { checkInCluster, ClusterPlace, planClusterPlace } from './cluster-job-plan';
import { frameworkOf } from './framework-of-runtime';
import { planEnvironment, planSecrets, SecretPlan } from './job-environment';
import { JobNodes, planNodes } from './job-nodes';
import { JobPlace } from './job-place';
import { Launcher } from './launcher';
import { JobService, planServicePlace } from './managed-job-plan';
import { InputPlan, MountContext, MountPlan, planInputs, planMount } from './mount-plan';
import { checkServiceName, rememberServiceName } from './service-names';
import { TrainingBackend } from './training-backend';
import { TrainingJobProps } from './training-job';
import { checkCommand, checkElastic, checkGpus, checkMachine, checkRun, checkSecrets, checkSpot } from './training-job-checks';
import { planTriggers, TriggerPlan } from './trigger-plan';

/** What a target renders as a job. */
export interface TrainingJobPlan<Place extends JobPlace = JobPlace> {
  readonly name: string;
  readonly place: Place;
  readonly framework: string;
  readonly launcher: Launcher;
  readonly image: ImagePlan;
  /** Whether the user gave the image: it is pulled from where the user says, and from no mirror. */
  readonly ownImage: boolean;
  readonly command: readonly string[];
  readonly nodes: JobNodes;
  /** GPUs of one node. */
  readonly gpus: number;
  /** What a node of a cluster has to have; a service's machine is in its place. */
  readonly cpus?: number;
  readonly inputs: readonly InputPlan[];
  readonly checkpoints?: MountPlan;
  readonly output?: MountPlan;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretPlan[];
  readonly maxRunSeconds: number;
  /** Absent where the user leaves it to the place. */
  readonly retries?: number;
  readonly diskGib?: number;
  readonly triggers: TriggerPlan;
  readonly warnings: readonly RuntimeWarning[];
  readonly severity: Severity;
}

/** What the target knows when it asks for a plan. */
export interface TrainingJobContext {
  readonly target: Target;
  readonly platform: { readonly construct: IConstruct; readonly platformName: string; readonly profile: ProfileSettings };
  readonly region?: string;
  /** Of the service's job; a run in a cluster has a rule of Kubernetes. */
  readonly nameRule: NameRule;
  readonly clusterImages: ImageCatalogue;
  /** The images of the cloud's own service. */
  readonly serviceImages?: ImageCatalogue;
  readonly managed?: JobService;
  readonly batch?: JobService;
  readonly storageUri: RegExp;
  readonly storageName: string;
  /** The driver by which a pod mounts objects, by the name that software has. */
  readonly mountDriver: string;
  /** What a schedule becomes; notes what the cloud cannot express. */
  checkSchedule(schedule: Schedule, inCluster: boolean, problems: Problems): void;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: TrainingJobPlan, problems: Problems): void;
}

const ACKNOWLEDGEABLE = ['job/spot-checkpoint', 'job/data-grant', 'training/accelerator-region'];

/**
 * Kubernetes makes names of pods and hosts of it, `<job>-<run>-node-0-0`, which have at most 63 characters:
 * https://jobset.sigs.k8s.io/docs/troubleshooting/
 */
const RUN_NAME: NameRule = {
  what: 'a job in a cluster', minLength: 1, maxLength: 40, pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, allowed: 'lower-case letters, digits and hyphens, a letter first', separator: '-',
};

/** Checks a user's wishes and completes them; throws all that is wrong at once, before anything was made. */
export function planTrainingJob(scope: IConstruct, id: string, props: TrainingJobProps, context: TrainingJobContext): TrainingJobPlan {
  const problems = new Problems(scope, id);
  const { target, platform, region } = context;
  const acknowledged = props.acknowledge ?? [];
  requireAcknowledgeable(acknowledged, ACKNOWLEDGEABLE, problems);
  const backend = props.backend ?? TrainingBackend.managed();
  const inCluster = backend.kind === 'cluster';
  const framework = props.framework ?? frameworkOf(props.runtime);
  const { _launcher: launcher } = framework;
  checkCommand(props, problems);
  const nodes = planNodes(props, problems);
  const mounts: MountContext = { storageUri: context.storageUri, storageName: context.storageName, inCluster, acknowledged };
  const inputs = planInputs(props.inputs ?? {}, mounts, problems);
  const checkpoints = props.checkpoints && planMount(props.checkpoints, 'the checkpoints', mounts, problems);
  const output = props.output && planMount(props.output, 'the output', mounts, problems);
  const triggers = planTriggers(props.triggers ?? [], inCluster, [checkpoints, output], problems);
  triggers.schedules.forEach((schedule) => problems.collect(() => context.checkSchedule(schedule, inCluster, problems)));
  checkSecrets(props, inCluster, target, problems);
  const needs = [
    ...([...inputs, checkpoints, output].some((mount) => mount?.kind === 'files') ? [context.mountDriver] : []),
    ...(triggers.webhook ? ['argo-events'] : []),
  ];
  const { accelerator, machine, capacity, retries } = props;
  checkMachine(props, problems);
  const maxRunTime = props.maxRunTime ?? Duration.hours(24);
  checkRun(retries, maxRunTime, problems);
  const wish = { backend, launcher, nodes, accelerator, machine };
  const service = backend.kind === 'batch' ? context.batch : context.managed;
  const place = inCluster
    ? planClusterPlace({ ...wish, scope, target, capacity, needs }, problems)
    : planServicePlace({
      ...wish,
      target,
      region,
      retries,
      maxRunTime,
      acknowledged,
      service,
      framework: framework.name,
      capacity: capacity ?? Capacity.onDemand(),
    }, problems);
  const gpus = accelerator?.count ?? machine?.shape?.gpus ?? 0;
  checkElastic(launcher, nodes, inCluster, problems);
  checkGpus(launcher, nodes, gpus, problems);
  checkSpot(place, checkpoints, acknowledged, problems);
  const images = inCluster ? context.clusterImages : context.serviceImages;
  const image = images && (inCluster || service) && planImage(props.runtime, { use: 'training', accelerator: gpuModel(props, place), region, catalogue: images, cloud: inCluster ? 'Kubernetes' : service!.name }, problems);
  const name = physicalName(inCluster ? RUN_NAME : context.nameRule, [platform.platformName, kebab(id)], problems);
  if (place?.kind === 'cluster') checkInCluster(name, place, problems);
  const environment = planEnvironment(name, framework, props, problems);
  const plan: TrainingJobPlan | undefined = place && image && {
    name,
    place,
    launcher,
    image,
    nodes,
    inputs,
    checkpoints,
    output,
    environment,
    retries,
    triggers,
    framework: framework.name,
    ownImage: props.runtime.imageUri !== undefined,
    command: [...props.command],
    gpus,
    cpus: machine?.cpus,
    secrets: planSecrets(props.secrets ?? {}),
    maxRunSeconds: maxRunTime.toSeconds(),
    diskGib: diskOf(props.diskSize),
    warnings: image.warning ? [image.warning] : [],
    severity: platform.profile.failedDeploySeverity,
  };
  if (plan) context.check(plan, problems);
  if (!inCluster) checkServiceName(name, backend.kind, platform.construct, problems);
  problems.throwIfAny();
  if (!inCluster) rememberServiceName(name, backend.kind, platform.construct);
  return deepFreeze(plan!);
}

/** Narrows a plan to where its job runs. */
export function runsInCluster(plan: TrainingJobPlan): plan is TrainingJobPlan<ClusterPlace> {
  return plan.place.kind === 'cluster';
}

/** The places to which a job is granted access, each once. */
export function grantedPaths({ inputs, checkpoints, output }: TrainingJobPlan): { readonly read: ArtifactPath[]; readonly write: ArtifactPath[] } {
  const paths = (mounts: ReadonlyArray<MountPlan | undefined>) => {
    const all = mounts.flatMap((mount) => mount?.path ?? []);
    return all.filter((path, i) => all.findIndex(({ uri }) => uri === path.uri) === i);
  };
  return { read: paths(inputs), write: paths([checkpoints, output]) };
}

/** Notes the paths by which a cloud could not limit what it grants. */
export function checkGrants(plan: TrainingJobPlan, requirePrefix: (key: string) => void, problems: Problems): void {
  const { read, write } = grantedPaths(plan);
  [...read, ...write].forEach(({ key }) => problems.collect(() => requirePrefix(key)));
}

/** Of a machine that the user describes the almanac may know the GPUs; else all that is known is that there are some. */
function gpuModel({ accelerator, machine }: TrainingJobProps, place: JobPlace | undefined): string | undefined {
  if (accelerator || !machine?.shape?.gpus) return accelerator?.model;
  return (place && place.kind !== 'cluster' ? place.machine.accelerator : undefined) ?? 'gpu';
}

function diskOf(size: Size | undefined): number | undefined {
  return size?.toGibibytes();
}
