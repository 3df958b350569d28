import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { failureAlarmProps } from '../../core/jobs/failure-alarm';
import { JobTraits } from '../../core/jobs/job-traits';
import { TrainingJobMetrics } from '../../core/jobs/training-job-metrics';
import { ClusterJob } from '../../kubernetes/jobs/cluster-job';
import { inheritProviders, platformOutputs } from '../../terraform';
import { Alarm } from '../observability/alarm';
import { TARGET } from '../support';
import { failedRuns } from './job-metrics';
import { planJob } from './job-plan';
import { jobVolumes, storageEnvironment } from './job-storage';
import { TrainingJobProps } from './training-job-props';

/**
 * A training job on an existing cluster: a TrainJob, RayJob, MPIJob, JobSet or Job that a CronJob makes, by schedule or by hand. What the kind needs is installed
 * before: `kubernetes.JobSet` and `KubeflowTrainer`, `KubeRay` or `MpiOperator`; `S3MountpointDriver` for data as files.
 *
 * The object store knows no identities of pods. `DataMount.files` uses what the driver was installed with; `DataMount.stream` takes the Secret of the
 * platform's object store, which has to be in the namespace of the job, too.
 *
 * Throws `job/…`, `runtime/…`, `training/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @example
 * import { Accelerator, DataMount, Runtime, Scaling, tfk8s, TrainingBackend } from 'ml-platform-constructs';
 *
 * function resnet(ml: tfk8s.MlPlatform, cluster: tfk8s.TrainingCluster): tfk8s.TrainingJob {
 *   return new tfk8s.TrainingJob(ml, 'Resnet', {
 *     platform: ml,
 *     backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
 *     runtime: Runtime.pytorch('2.8'),
 *     command: ['torchrun', 'train.py'],
 *     accelerator: Accelerator.h100(8),
 *     nodes: Scaling.fixed(2),
 *     checkpoints: DataMount.stream(ml.artifacts.path('resnet/checkpoints')),
 *   });
 * }
 */
export class TrainingJob extends Construct implements core.ITrainingJob {
  public readonly jobName: string;

  public readonly identity: core.IIdentity;

  public readonly startCommand: string;

  public readonly quotas: core.QuotaNeed[] = [];

  public readonly metrics: core.ITrainingJobMetrics;

  public readonly failureAlarm: core.IAlarm;

  private readonly cluster: core.ITrainingCluster;

  private readonly namespace: string;

  private readonly traits: JobTraits;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the job's name
   * @param props what the job is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const plan = planJob(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const { cluster, namespace } = plan.place;
    inheritProviders(this, platform);
    const account = cluster.addServiceAccount(plan.name, { namespace, serviceAccountName: plan.name });
    const { objectStorage } = platform;
    const job = new ClusterJob(plan, {
      serviceAccountName: account.serviceAccountName,
      podLabels: account.podLabels,
      volumes: jobVolumes(objectStorage),
      storageEnvironment: storageEnvironment(plan, objectStorage),
    });
    cluster.install(job);

    this.cluster = cluster;
    this.namespace = namespace;
    this.traits = { system: TARGET.system, platform, plan };
    this.jobName = plan.name;
    this.identity = account.identity;
    this.startCommand = job.startCommand;
    this.metrics = new TrainingJobMetrics(failedRuns(plan));
    this.failureAlarm = new Alarm(this, 'RunFailed', { platform, alarmName: `${plan.name}-run-failed`, ...failureAlarmProps(plan, this.metrics) });
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, { startCommand: this.startCommand });
  }

  /**
   * Lets somebody start a run: the role `edit` of Kubernetes in the namespace of the job.
   *
   * @param identity who
   */
  public grantStart(identity: core.IIdentity): void {
    this.cluster.grantEdit(identity, this.namespace);
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
