import { CfnResource, Resource } from 'aws-cdk-lib/core';
import { MlPlatform, TrainingJob } from '../../../src/awscdk';
import { Accelerator, JobTrigger, Runtime, Schedule, TrainingBackend, TrainingJobProps } from '../../../src/core';
import { trained } from '../training/clusters';
import { made } from './jobs';

const typeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(typeOf);
  if (value === undefined) return undefined;
  return (CfnResource.isCfnResource(value) ? value : (value as Resource).node.defaultChild as CfnResource).cfnResourceType;
};

/** The kinds of what is behind the exit doors of a job, by their members. */
function doors(job: TrainingJob): Record<string, unknown> {
  return Object.fromEntries(Object.entries(job).filter(([member]) => /Resources?$/.test(member)).map(([member, value]) => [member, typeOf(value)]));
}

const CLOSED = {
  roleResource: undefined,
  stateMachineResource: undefined,
  batchDefinitionResource: undefined,
  batchQueueResource: undefined,
  batchComputeResource: undefined,
  batchLogGroupResource: undefined,
  scheduleResources: [],
  arrivalResources: [],
};

const STARTED = { scheduleResources: ['AWS::Scheduler::Schedule'], arrivalResources: ['AWS::Events::Rule'] };

test('each resource that a job makes outside of a cluster has a door, and no other has one', () => {
  const triggered = (ml: MlPlatform): Partial<TrainingJobProps> => ({ triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('ready'))] });
  const { job: managed } = made(triggered);
  expect(doors(managed)).toEqual({ ...CLOSED, ...STARTED, roleResource: 'AWS::IAM::Role', stateMachineResource: 'AWS::StepFunctions::StateMachine' });

  const { job: batch } = made((ml) => ({
    ...triggered(ml), backend: TrainingBackend.batch(), runtime: Runtime.image(ml.registry.imageUri('training', '1.0')), machine: undefined, accelerator: Accelerator.a10g(4),
  }));
  expect(doors(batch)).toEqual({
    ...CLOSED,
    ...STARTED,
    roleResource: 'AWS::IAM::Role',
    batchDefinitionResource: 'AWS::Batch::JobDefinition',
    batchQueueResource: 'AWS::Batch::JobQueue',
    batchComputeResource: 'AWS::Batch::ComputeEnvironment',
    batchLogGroupResource: 'AWS::Logs::LogGroup',
  });

  const { stack, ml, cluster } = trained();
  const clustered = new TrainingJob(stack, 'Fraud', {
    platform: ml,
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    runtime: Runtime.image('ghcr.io/acme/fraud:1'),
    command: ['python', 'train.py'],
    accelerator: Accelerator.t4(),
  });
  expect(doors(clustered)).toEqual(CLOSED);
});
