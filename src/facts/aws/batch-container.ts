import { batchMemory, batchSharedMemory } from './batch-compute';

/** What a container is made of. */
interface BatchContainerFacts {
  readonly region: string;
  readonly image: { readonly uri: string };
  readonly gpus: number;
  readonly place: { readonly machine: { readonly cpus: number; readonly memoryGib: number } };
  readonly environment: Readonly<Record<string, string>>;
  readonly inputs: ReadonlyArray<{ readonly variable: string; readonly uri?: string }>;
  readonly checkpoints?: { readonly uri?: string };
  readonly output?: { readonly uri?: string };
  readonly secrets: ReadonlyArray<{ readonly variable: string; readonly secret: { readonly secretId: string } }>;
  readonly command: readonly string[];
  readonly jobRoleArn: string;
  readonly executionRoleArn: string;
  readonly logGroupName: string;
}

/** A container as the API has it, which has its machine to itself: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
export function batchContainer(facts: BatchContainerFacts) {
  const { gpus, place: { machine: { cpus, memoryGib } }, secrets } = facts;
  return {
    image: facts.image.uri,
    command: [...facts.command],
    jobRoleArn: facts.jobRoleArn,
    executionRoleArn: facts.executionRoleArn,
    environment: named(environmentOf(facts)),
    secrets: secrets.length > 0 ? secrets.map(({ variable, secret }) => ({ name: variable, valueFrom: secret.secretId })) : undefined,
    resourceRequirements: [
      { type: 'VCPU', value: String(cpus) },
      { type: 'MEMORY', value: String(batchMemory(memoryGib)) },
      ...(gpus > 0 ? [{ type: 'GPU', value: String(gpus) }] : []),
    ],
    // The first process of a container ends its children and passes signals on.
    linuxParameters: { sharedMemorySize: batchSharedMemory(memoryGib), initProcessEnabled: true },
    privileged: false,
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': facts.logGroupName, 'awslogs-region': facts.region, 'awslogs-stream-prefix': 'run' },
    },
  };
}

/** The nodes of a run that work together: https://docs.aws.amazon.com/batch/latest/APIReference/API_NodeProperties.html */
export function batchNodes<C>(nodes: number, container: C) {
  return { mainNode: 0, numNodes: nodes, nodeRangeProperties: [{ targetNodes: `0:${nodes - 1}`, container }] };
}

/** Clients of AWS are told the region by nobody else in a container on EC2: https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html */
function environmentOf({ region, environment, inputs, checkpoints, output, secrets }: BatchContainerFacts): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...environment,
    ...Object.fromEntries(inputs.map(({ variable, uri }) => [variable, uri!])),
    ...(checkpoints ? { ML_CHECKPOINT_DIR: checkpoints.uri! } : {}),
    ...(output ? { ML_OUTPUT_DIR: output.uri! } : {}),
    ...Object.fromEntries(secrets.map(({ variable, secret }) => [`${variable}_SECRET_ID`, secret.secretId])),
  };
}

function named(variables: Readonly<Record<string, string>>): Array<{ readonly name: string; readonly value: string }> {
  return Object.keys(variables).sort().map((name) => ({ name, value: variables[name]! }));
}
