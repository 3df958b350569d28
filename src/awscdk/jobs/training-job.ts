import { CfnComputeEnvironment, CfnJobDefinition, CfnJobQueue } from 'aws-cdk-lib/aws-batch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { failureAlarmProps } from '../../core/jobs/failure-alarm';
import { JobBackend } from '../../core/jobs/job-backend';
import { JobTraits } from '../../core/jobs/job-traits';
import { TrainingJobMetrics } from '../../core/jobs/training-job-metrics';
import { sendEvents } from '../../core/storage/artifact-events';
import { Alarm } from '../observability/alarm';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { boundRoles } from '../training/cluster-context';
import { BatchJob } from './batch-job';
import { makeBackend } from './job-backends';
import { writeJobOutputs } from './job-outputs';
import { planJob } from './job-plan';
import { ManagedJob } from './managed-job';
import { TrainingJobProps } from './training-job-props';

/**
 * A training job on AWS. `TrainingBackend.managed()` runs it on SageMaker: an execution of a state machine is a run, which starts a training job in the platform's
 * network and waits for it; to end a run early, stop its job (`aws sagemaker stop-training-job`). `TrainingBackend.batch()` runs it on AWS Batch,
 * `TrainingBackend.cluster(…)` on EKS.
 *
 * On SageMaker a run is called `<job>-<date>-<time>-<random>`. Inputs are folders whose files are read as they are opened. What the code writes to
 * `ML_CHECKPOINT_DIR` is copied to `<checkpoints>/<run>/` while it runs, what it writes to `ML_OUTPUT_DIR` to `<output>/<run>/<job of SageMaker>/output/model/` when
 * it ends. It waits two hours for a quota that other runs use up, and three for machines that SageMaker has none of. Machines with disks of their own
 * encrypt them with keys of the hardware, other disks have the platform's key; nodes speak encrypted with each other.
 *
 * Throws `job/…`, `runtime/…`, `training/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Accelerator, awscdk, Capacity, DataMount, JobTrigger, Runtime, Scaling, Schedule } from 'ml-platform-constructs';
 *
 * function resnet(stack: Stack, ml: awscdk.IMlPlatform): awscdk.TrainingJob {
 *   return new awscdk.TrainingJob(stack, 'Resnet', {
 *     platform: ml,
 *     runtime: Runtime.pytorch('2.10'),
 *     command: ['torchrun', 'train.py'],
 *     accelerator: Accelerator.h100(8),
 *     nodes: Scaling.fixed(2),
 *     capacity: Capacity.spot(),
 *     inputs: { train: DataMount.files(ml.artifacts.path('imagenet/train')) },
 *     checkpoints: DataMount.files(ml.artifacts.path('resnet/checkpoints')),
 *     output: DataMount.files(ml.artifacts.path('resnet/models')),
 *     triggers: [JobTrigger.schedule(Schedule.daily(3))],
 *   });
 * }
 */
export class TrainingJob extends Construct implements core.ITrainingJob {
  public readonly jobName: string;

  public readonly identity: core.IIdentity;

  public readonly startCommand: string;

  public readonly quotas: core.QuotaNeed[];

  public readonly metrics: core.ITrainingJobMetrics;

  public readonly failureAlarm: core.IAlarm;

  /** The role of the runs; in a cluster none, where it is the service account's. */
  public readonly roleResource?: Role;

  /** The state machine whose executions are runs; on SageMaker only. */
  public readonly stateMachineResource?: CfnStateMachine;

  /** What starts runs at the times of a schedule, in the order of `triggers`; in a cluster none. */
  public readonly scheduleResources: CfnSchedule[];

  /** What starts runs when objects arrive, in the order of `triggers`. */
  public readonly arrivalResources: Rule[];

  /** The definition of which each run is a job; on AWS Batch only. */
  public readonly batchDefinitionResource?: CfnJobDefinition;

  /** Where runs wait; on AWS Batch only. */
  public readonly batchQueueResource?: CfnJobQueue;

  /** The machines of runs; on AWS Batch only. */
  public readonly batchComputeResource?: CfnComputeEnvironment;

  /** Where runs write their logs; on AWS Batch only. */
  public readonly batchLogGroupResource?: LogGroup;

  private readonly backend: JobBackend;

  private readonly traits: JobTraits;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the job's name
   * @param props what the job is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const plan = planJob(scope, id, props);
    super(scope, id);
    const { platform } = props;
    plan.triggers.artifacts.forEach(({ store }) => sendEvents(store));
    const backend = makeBackend(this, plan, platform);
    const { stateMachine }: Partial<ManagedJob> = backend instanceof ManagedJob ? backend : {};
    const batch: Partial<BatchJob> = backend instanceof BatchJob ? backend : {};
    const { roleResource, schedules = [], rules = [] } = backend as Partial<ManagedJob | BatchJob>;
    this.roleResource = roleResource;
    this.stateMachineResource = stateMachine;
    this.scheduleResources = schedules;
    this.arrivalResources = rules;
    this.batchDefinitionResource = batch.definitionResource;
    this.batchQueueResource = batch.queueResource;
    this.batchComputeResource = batch.computeEnvironmentResource;
    this.batchLogGroupResource = batch.logGroupResource;
    this.backend = backend;
    this.traits = { system: TARGET.system, platform, plan };
    this.jobName = plan.name;
    this.identity = backend.identity;
    this.startCommand = backend.startCommand;
    this.quotas = backend.quotas;
    this.metrics = new TrainingJobMetrics(backend.failed);
    this.failureAlarm = new Alarm(this, 'RunFailed', { platform, alarmName: `${plan.name}-run-failed`, ...failureAlarmProps(plan, this.metrics) });
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarningV2(code, message));
    writeJobOutputs(this, platform.platformName, this.startCommand);
    boundRoles(this, platform);
    addTags(this, platform.tags);
  }

  /**
   * Lets somebody start a run, and see how it goes.
   *
   * @param identity who
   */
  public grantStart(identity: core.IIdentity): void {
    this.backend.grantStart(identity);
  }

  /**
   * What a monitor that starts it has to know of it.
   *
   * @internal
   */
  public _traits(): JobTraits {
    return this.traits;
  }
}
