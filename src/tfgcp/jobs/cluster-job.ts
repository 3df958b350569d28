import { Construct } from 'constructs';
import { Duration, IIdentity, IMetric, MetricUnit, QuotaNeed, Statistic } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { JobBackend } from '../../core/jobs/job-backend';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { FAILED_RUNS } from '../../facts/gcp/job-events';
import { LOG_METRIC_PREFIX } from '../../facts/gcp/metrics';
import { ClusterJob as Software } from '../../kubernetes/jobs/cluster-job';
import { gcsFuseVolumes } from '../../kubernetes/jobs/volumes/gcs-fuse-volumes';
import { LoggingMetric } from '../../providers/google/logging-metric';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantData } from './data-access';
import { grantSecrets } from './secret-access';

/** A job that a GKE cluster runs, as an account of Kubernetes that IAM knows by itself. */
export class ClusterJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[] = [];
  public readonly failed: IMetric;

  public constructor(scope: Construct, id: string, private readonly plan: TrainingJobPlan<ClusterPlace>, platform: IMlPlatform) {
    super(scope, id);
    const { name, place: { cluster, namespace } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    grantData(this, plan, account.identity);
    grantSecrets(this, platform, plan, account.identity);
    const job = new Software(plan, { serviceAccountName: account.serviceAccountName, podLabels: account.podLabels, volumes: gcsFuseVolumes() });
    cluster.install(job);
    this.identity = account.identity;
    this.startCommand = job.startCommand;
    this.failed = this.countFailures(platform);
  }

  public grantStart(identity: IIdentity): void {
    this.plan.place.cluster.grantEdit(identity, this.plan.place.namespace);
  }

  private countFailures({ project }: IMlPlatform): IMetric {
    const { name, place: { cluster, workload, namespace } } = this.plan;
    const { resource, filter } = FAILED_RUNS[workload]!;
    const metric = new LoggingMetric(this, 'Failures', {
      project,
      name: `${name}-${cluster.clusterName}-runs-failed`,
      description: `Counts runs of the job ${name} that failed for good`,
      filter: `resource.type="${resource}" AND resource.labels.cluster_name="${cluster.clusterName}" AND ${filter(project, namespace, name)}`,
      metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: `${name}: runs failed` },
    });
    return new Metric({
      metricType: `${LOG_METRIC_PREFIX}${metric.name}`,
      resourceTypes: [resource],
      label: `${name}: runs failed`,
      unit: MetricUnit.COUNT,
      statistic: Statistic.SUM,
      period: Duration.minutes(5),
    });
  }
}
