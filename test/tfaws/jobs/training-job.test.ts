import { TerraformResource } from 'cdktf';
import { Accelerator, DataMount, JobTrigger, Runtime, Schedule, TrainingBackend } from '../../../src/core';
import { TrainingJob } from '../../../src/tfaws';
import { clusterJob, jobStage } from './jobs';

function typeOf(value: unknown): unknown {
  return Array.isArray(value) ? value.map(typeOf) : (value as TerraformResource | undefined)?.terraformResourceType;
}

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

const STARTED = { scheduleResources: ['aws_scheduler_schedule'], arrivalResources: ['aws_cloudwatch_event_rule'] };

test('each resource that a job makes outside of a cluster has a door, and no other has one', () => {
  const { job: managed } = jobStage((ml) => ({ triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('ready'))] }));
  expect(doors(managed)).toEqual({ ...CLOSED, ...STARTED, roleResource: 'aws_iam_role', stateMachineResource: 'aws_sfn_state_machine' });

  const { job: batch } = jobStage((ml) => ({
    backend: TrainingBackend.batch(),
    runtime: Runtime.image(ml.registry.imageUri('training', '1.0')),
    machine: undefined,
    accelerator: Accelerator.a10g(4),
    inputs: { train: DataMount.stream(ml.artifacts.path('imagenet')) },
    triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('ready'))],
  }));
  expect(doors(batch)).toEqual({
    ...CLOSED,
    ...STARTED,
    roleResource: 'aws_iam_role',
    batchDefinitionResource: 'aws_batch_job_definition',
    batchQueueResource: 'aws_batch_job_queue',
    batchComputeResource: 'aws_batch_compute_environment',
    batchLogGroupResource: 'aws_cloudwatch_log_group',
  });

  expect(doors(clusterJob().job)).toEqual(CLOSED);
});
