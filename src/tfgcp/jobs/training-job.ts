import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { failureAlarmProps } from '../../core/jobs/failure-alarm';
import { JobBackend } from '../../core/jobs/job-backend';
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
 * A training job on Google Cloud, run by Vertex AI or in a GKE cluster.
 *
 * On Vertex AI a workflow makes each run as a custom job and waits for its end, whatever started it: Cloud Scheduler, a new object (Eventarc) or somebody by hand. A
 * failed run is a failed execution of the workflow. `retries` is counted by the workflow, which starts a run again under its name, with what is left of `maxRunTime`;
 * where it is left out, Vertex AI restarts as it thinks right, Spot VMs up to six times. A run that somebody cancels in Vertex AI has not failed; one whose
 * execution is cancelled goes on.
 *
 * A run has a service account of its own, its disks have the platform's key, and each of its nodes an address in the first subnet of the platform, by an interface of
 * Private Service Connect. Nothing comes in from the internet. What goes out to it does not pass the platform's network unless a perimeter of VPC Service Controls
 * is around the project (https://docs.cloud.google.com/vertex-ai/docs/training/psc-i-egress); put one around it where the network has no way out.
 *
 * `DataMount.files` is Cloud Storage FUSE below `/gcs`, which mounts whole buckets: the job can list the names of all their objects, and read those of its data. A
 * reservation is `projects/…/zones/…/reservations/…`, with a share policy that lets Vertex AI use it
 * (https://docs.cloud.google.com/vertex-ai/docs/training/use-reservations); where it belongs to another project, let the agent of Vertex AI see it there.
 * Eventarc tells of an object once or more, so that an object may start two runs.
 *
 * On a project that never used them, two more service agents have to be made once, before the first deployment:
 * `gcloud beta services identity create --service=workflows.googleapis.com --project=…`, and for `JobTrigger.artifact` the same for `eventarc.googleapis.com`. Vertex AI
 * and Workflows have no policies of single jobs and workflows: who is let start one job may start others of the project.
 *
 * Throws all that is wrong at once: `job/…`, `runtime/…`, `training/…`, and `core/name-length`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/training/create-custom-job
 *
 * @example
 * import { Accelerator, Capacity, DataMount, JobTrigger, Runtime, Scaling, Schedule, tfgcp } from 'ml-platform-constructs';
 *
 * function resnet(ml: tfgcp.MlPlatform): tfgcp.TrainingJob {
 *   return new tfgcp.TrainingJob(ml, 'Resnet', {
 *     platform: ml,
 *     runtime: Runtime.image(ml.registry.imageUri('training', '1.4.0'), 'pytorch'),
 *     command: ['torchrun', 'train.py'],
 *     accelerator: Accelerator.l4(4),
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

  /** The workflow that makes runs; none in a cluster. */
  public readonly workflowResource?: TerraformResource;

  /** The service account of the runs; none in a cluster. */
  public readonly accountResource?: TerraformResource;

  /** What connects the runs with the network; none in a cluster, nor where one existed. */
  public readonly networkAttachmentResource?: TerraformResource;

  /** What starts runs at the times of a schedule: the jobs of Cloud Scheduler, in the order of the schedules; in a cluster none. */
  public readonly scheduleResources: TerraformResource[];

  /** What starts runs when objects arrive: the triggers of Eventarc, one a bucket. */
  public readonly arrivalResources: TerraformResource[];

  private readonly backend: JobBackend;

  private readonly traits: JobTraits;

  /**
   * @param scope where the job stands
   * @param id unique within the scope; part of the job's name
   * @param props what the job is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const plan = planJob(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const managed = runsInCluster(plan) ? undefined : new ManagedJob(this, 'Vertex', plan as TrainingJobPlan<ServicePlace>, props);
    this.backend = managed ?? new ClusterJob(this, 'Cluster', plan as TrainingJobPlan<never>, platform);
    this.traits = { system: TARGET.system, platform, plan };
    this.jobName = plan.name;
    this.identity = this.backend.identity;
    this.startCommand = this.backend.startCommand;
    this.quotas = this.backend.quotas;
    this.workflowResource = managed?.starter.resource;
    this.accountResource = managed?.account;
    this.networkAttachmentResource = managed?.attachment;
    this.scheduleResources = managed?.triggers.schedules ?? [];
    this.arrivalResources = managed?.triggers.arrivals ?? [];
    this.metrics = new TrainingJobMetrics(this.backend.failed);
    this.failureAlarm = new Alarm(this, 'RunFailed', { platform, alarmName: `${plan.name}-run-failed`, kind: 'run-failed', ...failureAlarmProps(plan, this.metrics) });
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, { startCommand: this.startCommand });
  }

  /**
   * Lets somebody start a run and see how it goes: a custom role on the project, which lists its permissions one by one; in a cluster the role `edit` of Kubernetes in
   * the namespace of the job. Throws `identity/wrong-target`.
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
