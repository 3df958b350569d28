import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { failureAlarmProps } from '../../core/jobs/failure-alarm';
import { JobTraits } from '../../core/jobs/job-traits';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobMetrics } from '../../core/jobs/training-job-metrics';
import { runsInCluster, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { inheritProviders, platformOutputs } from '../../terraform';
import { Alarm } from '../observability/alarm';
import { TARGET } from '../support';
import { ClusterJob } from './cluster-job';
import { planJob } from './job-plan';
import { ManagedJob } from './managed-job';
import { TrainingJobProps } from './training-job-props';

/**
 * A training job: a command job of Azure Machine Learning in the platform's workspace, or a run in an AKS cluster.
 *
 * With Azure ML, the job has a compute cluster of its own in the workspace's managed network, without public addresses, which is empty while nothing runs; a
 * second run waits for the first. Runs are an identity of the job's, and data is mounted as that. Nodes have no disk of the subscription's: Azure encrypts their
 * system disks with keys of its own, and their scratch disks since the workspace is one of high business impact
 * (https://learn.microsoft.com/en-us/azure/machine-learning/concept-data-encryption#compute-cluster). A workflow of Logic Apps makes a run, by hand or for each
 * object that arrives, and a schedule of Azure ML at its times; each holds the job, and of its secrets the addresses. `startCommand` wants the Azure CLI.
 *
 * Spot machines are what the API calls low priority. Azure ML starts a run again after an interruption where it can; the code finds the checkpoints of earlier
 * runs beside `ML_CHECKPOINT_DIR`. Whoever runs Terraform needs 'User Access Administrator' on the resource group, for the rights of the job.
 *
 * Throws all that is wrong at once: `job/…`, `runtime/…`, `training/…`, `software/need-missing`, `core/name-length` and `core/name-illegal`.
 *
 * @example
 * import { Accelerator, Capacity, DataMount, JobTrigger, Runtime, Scaling, Schedule, tfazure } from 'ml-platform-constructs';
 *
 * function resnet(ml: tfazure.MlPlatform): tfazure.TrainingJob {
 *   return new tfazure.TrainingJob(ml, 'Resnet', {
 *     platform: ml,
 *     runtime: Runtime.pytorch('2.8'),
 *     command: ['torchrun', 'train.py'],
 *     accelerator: Accelerator.a100(8),
 *     nodes: Scaling.fixed(2),
 *     capacity: Capacity.spot(),
 *     inputs: { train: DataMount.files(ml.artifacts.path('imagenet/train')) },
 *     checkpoints: DataMount.files(ml.artifacts.path('resnet/checkpoints')),
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

  /** The managed identity of the runs. */
  public readonly identityResource: TerraformResource;
  /** The compute cluster; none in a cluster of Kubernetes. */
  public readonly computeResource?: TerraformResource;
  /** The version of the environment that is the image; none where the image is an environment of a registry, and none in a cluster of Kubernetes. */
  public readonly environmentResource?: TerraformResource;
  /** The datastores of what is mounted; none in a cluster of Kubernetes. */
  public readonly datastoreResources: TerraformResource[];
  /** The workflow that makes a run by hand; none in a cluster of Kubernetes. */
  public readonly startWorkflowResource?: TerraformResource;
  /** The workflow that makes a run for each object that arrives; none without such a trigger. */
  public readonly arrivalWorkflowResource?: TerraformResource;
  /** The schedules; none in a cluster of Kubernetes. */
  public readonly scheduleResources: TerraformResource[];

  private readonly backend: ClusterJob | ManagedJob;

  private readonly traits: JobTraits;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope; part of the job's name
   * @param props what the job is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const plan = planJob(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const managed = runsInCluster(plan) ? undefined : new ManagedJob(this, 'Managed', plan as TrainingJobPlan<ServicePlace>, props);
    const backend = runsInCluster(plan) ? new ClusterJob(this, 'Cluster', plan, props) : managed!;
    this.backend = backend;
    this.traits = { system: TARGET.system, platform, plan };
    this.jobName = plan.name;
    this.identity = backend.identity;
    this.startCommand = backend.startCommand;
    this.quotas = backend.quotas;
    this.metrics = new TrainingJobMetrics(backend.failed);
    this.identityResource = backend.identityResource;
    this.computeResource = managed?.computeResource;
    this.environmentResource = managed?.environmentResource;
    this.datastoreResources = managed?.datastoreResources ?? [];
    this.startWorkflowResource = managed?.starts.workflow;
    this.arrivalWorkflowResource = managed?.starts.arrivalWorkflow;
    this.scheduleResources = managed?.starts.schedules ?? [];
    this.failureAlarm = new Alarm(this, 'RunFailed', { platform, alarmName: `${plan.name}-run-failed`, ...failureAlarmProps(plan, this.metrics) });
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, { startCommand: this.startCommand });
  }

  /**
   * Lets somebody start a run, and see how it goes: on Azure ML the right to start this job's workflow and to read runs of the workspace; in a cluster the
   * right to work in the namespace.
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
