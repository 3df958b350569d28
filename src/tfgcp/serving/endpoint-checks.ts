import { crontabOf } from '../../core/jobs/crontab';
import { isUnresolved, literal, Problems, requireGrantPrefix } from '../../core/private';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan, modelsOf, readPaths, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { LONGEST_VARIABLES } from '../../facts/gcp/serving-limits';
import { VERTEX_MACHINES } from '../../facts/gcp/vertex-machines';
import { ModelEndpointProps } from './model-endpoint-props';

/** Images of Vertex AI's own, and what an own image has to be: https://docs.cloud.google.com/vertex-ai/docs/predictions/custom-container-requirements#image-publishing */
const ARTIFACT_REGISTRY = /^(?:[a-z0-9-]+-docker\.pkg\.dev|(?:[a-z]+\.)?gcr\.io)\//;

/** What only Google Cloud demands of an endpoint. */
export function checkEndpoint(plan: ModelEndpointPlan, props: ModelEndpointProps, problems: Problems): void {
  readPaths(plan).forEach(({ key }) => problems.collect(() => requireGrantPrefix(key)));
  if (runsInCluster(plan)) return;
  problems.collect(() => literal(props.deployer, "'deployer'"));
  const managed = plan as ModelEndpointPlan<ServicePlace>;
  managed.variants.forEach(({ scaling }) => scaling.schedules.forEach(({ when }) => void crontabOf(when, 'Cloud Scheduler', problems)));
  checkMachines(managed, props, problems);
  checkImages(managed, problems);
  checkSize(managed, problems);
  checkVersions(managed, problems);
  checkCapture(managed, problems);
  checkDownloads(managed, problems);
}

function checkMachines(plan: ModelEndpointPlan, { acceleratorType }: ModelEndpointProps, problems: Problems): void {
  modelsOf(plan).forEach(({ name, machine }) => {
    const facts = VERTEX_MACHINES[machine!.name];
    if (facts?.spotOnly) {
      problems.add('training/spot-only', `'${name}' is to run on '${machine!.name}', which is sold as a Spot VM only, but what serves has to stay: take all 8 GPUs of the machine`);
    }
    if (facts?.reservedOrSpot) {
      problems.add('training/on-demand', `'${name}' is to run on '${machine!.name}', which Google sells nobody on demand: take other GPUs, or EndpointKind.kserve(…) in a cluster whose group has a reservation`);
    }
    if (machine!.gpus > 0 && !facts && acceleratorType === undefined) {
      problems.add('training/accelerator-type', `'${name}' is to run on '${machine!.name}', whose GPUs this version does not know, but Vertex AI wants their type: set 'acceleratorType' to 'NVIDIA_…'`);
    }
  });
}

function checkImages(plan: ModelEndpointPlan, problems: Problems): void {
  modelsOf(plan).forEach(({ name, model: { image } }) => {
    if (!image || isUnresolved(image.uri.split('/')[0]) || ARTIFACT_REGISTRY.test(image.uri)) return;
    problems.add('models/image', `'${name}' is to be served by '${image.uri}', but Vertex AI takes images of Artifact Registry only: copy it there, and give that one`);
  });
}

/** Each model has all variables. */
function checkSize(plan: ModelEndpointPlan, problems: Problems): void {
  const texts = modelsOf(plan).map(({ model: { container: { command, args } } }) => JSON.stringify([plan.environment, command, args]));
  const whole = texts.join('').length;
  if (whole > LONGEST_VARIABLES) {
    problems.add('serving/environment', `the variables and arguments of all models have ${whole} characters, of which a release takes ${LONGEST_VARIABLES}: put the long ones into a file of the model`);
  }
}

/** A deployment has no variables of its own: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints#DeployedModel */
function checkVersions(plan: ModelEndpointPlan, problems: Problems): void {
  if (Object.keys(plan.environment).length === 0) return;
  modelsOf(plan).filter(({ model }) => model.version).forEach(({ name }) => {
    problems.add('serving/environment', `'${name}' is a version of a registry, which Vertex AI starts with the variables that it was registered with: leave 'environment' out, or give the model by its path`);
  });
}

/** https://docs.cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging: requests and answers are one row. */
function checkCapture({ capture }: ModelEndpointPlan, problems: Problems): void {
  if (capture && !capture.responses) {
    problems.add('serving/capture-responses', "requests are to be kept without their answers, but Vertex AI writes both into one row: leave 'responses' out, and hide the column 'response_payload' from who may not see it");
  }
}

/** Private Service Connect has no way out: https://docs.cloud.google.com/vertex-ai/docs/predictions/choose-endpoint-type */
function checkDownloads(plan: ModelEndpointPlan, problems: Problems): void {
  if (plan.access !== 'private') return;
  modelsOf(plan).filter(({ model }) => model.huggingFace).forEach(({ name }) => {
    problems.add(
      'serving/private-download',
      `'${name}' is downloaded from Hugging Face when it starts, but a private endpoint of Vertex AI reaches nothing: copy the model into a store, or take EndpointAccess.public()`,
    );
  });
}
