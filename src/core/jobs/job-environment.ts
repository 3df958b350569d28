import { isUnresolved, Problems, sortedKeys } from '../private';
import { JobSecret } from './job-secret';
import { TrainingFramework } from './training-framework';
import { TrainingJobProps } from './training-job';

/** A secret under the name of its variable. */
export interface SecretPlan {
  readonly variable: string;
  readonly secret: JobSecret;
}

/** What IEEE 1003.1 calls a name, which every place takes. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Variables that the places and the launchers set by themselves. */
const OWN = new RegExp(`^(?:${[
  'ML_', 'PET_', 'SM_', 'SAGEMAKER_', 'AIP_', 'CLOUD_ML_', 'AZUREML_', 'AWS_BATCH_', 'KUBERNETES_', 'DMLC_',
  '(?:AZURE_CLIENT_ID|CLUSTER_SPEC|JAX_COORDINATOR_ADDRESS|JAX_NUM_PROCESSES|JAX_PROCESS_ID|MASTER_ADDR|MASTER_PORT|NODE_RANK|RANK|LOCAL_RANK|RAY_ADDRESS|TF_CONFIG|WORLD_SIZE)$',
].join('|')})`);

/** The variables of a job that are the same wherever it runs, sorted by their names: what the user says overrules what follows from other props. */
export function planEnvironment(jobName: string, framework: TrainingFramework, props: TrainingJobProps, problems: Problems): Record<string, string> {
  const { environment = {}, secrets = {}, tracking, lineage } = props;
  [...Object.keys(environment), ...Object.keys(secrets)].forEach((name) => checkName(name, problems));
  Object.keys(environment).filter((name) => name in secrets).forEach((name) => {
    problems.add('job/environment', `'${name}' is a variable and a secret: give one of the two`);
  });
  return sortedKeys({
    ...framework._environment,
    ...tracking?._environment(jobName),
    ...lineage?._environment(jobName),
    ...environment,
    ML_JOB_NAME: jobName,
  });
}

export function planSecrets(secrets: Readonly<Record<string, JobSecret>>): SecretPlan[] {
  return Object.keys(secrets).sort().map((variable) => ({ variable, secret: secrets[variable]! }));
}

function checkName(name: string, problems: Problems): void {
  if (isUnresolved(name) || !VARIABLE.test(name)) {
    problems.add('job/environment', `'${name}' cannot name a variable: use letters, digits and '_', no digit first`);
  } else if (OWN.test(name)) {
    problems.add('job/environment', `'${name}' is set by the library or by what runs the job: choose another name`);
  }
}
