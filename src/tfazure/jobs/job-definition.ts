import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { JobInput, JobOutput, JobData } from './job-data';
import { argumentVariables, Distribution, distributionOf, jobCommand } from './job-script';

/** A command job, as `Microsoft.MachineLearningServices/workspaces/jobs@2025-12-01` and the action of a schedule have it, as far as it is used. */
export interface JobDefinition {
  readonly jobType: 'Command';
  readonly displayName: string;
  readonly experimentName: string;
  readonly computeId: string;
  readonly environmentId: string;
  readonly command: string;
  readonly distribution?: Distribution;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly identity: { readonly identityType: 'Managed'; readonly clientId: string };
  readonly inputs: Readonly<Record<string, JobInput>>;
  readonly outputs: Readonly<Record<string, JobOutput>>;
  readonly limits: { readonly jobLimitsType: 'Command'; readonly timeout: string };
  readonly resources: { readonly instanceCount: number; readonly shmSize: string };
  readonly tags: Readonly<Record<string, string>>;
}

export interface JobParts {
  readonly computeId: string;
  readonly environmentId: string;
  /** Whose rights a run has. */
  readonly clientId: string;
  readonly data: JobData;
  readonly tags: Readonly<Record<string, string>>;
}

/** What one run is. It is the same for each of them: whatever starts it gives it a name. */
export function jobDefinition(plan: TrainingJobPlan<ServicePlace>, { computeId, environmentId, clientId, data, tags }: JobParts): JobDefinition {
  const { name, place, nodes, environment, secrets, command, maxRunSeconds } = plan;
  const distribution = distributionOf(plan);
  return {
    jobType: 'Command',
    displayName: name,
    experimentName: name,
    computeId,
    environmentId,
    command: jobCommand(plan, data.places),
    ...(distribution ? { distribution } : {}),
    environmentVariables: {
      ...environment,
      ...data.environment,
      ...argumentVariables(command),
      ...Object.fromEntries(secrets.map(({ variable, secret }) => [`${variable}_SECRET_ID`, secret.secretId])),
      // The libraries of Azure take a node's first identity unless they are told which: https://learn.microsoft.com/en-us/python/api/azure-identity/azure.identity.defaultazurecredential
      AZURE_CLIENT_ID: clientId,
    },
    identity: { identityType: 'Managed', clientId },
    inputs: data.inputs,
    outputs: data.outputs,
    limits: { jobLimitsType: 'Command', timeout: `PT${maxRunSeconds}S` },
    // Loaders of PyTorch and NCCL need more than the 2 GB that a container has otherwise.
    resources: { instanceCount: nodes.max, shmSize: `${Math.max(2, Math.floor(place.machine.memoryGib / 2))}g` },
    tags,
  };
}
