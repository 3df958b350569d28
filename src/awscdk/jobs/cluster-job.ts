import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Duration, IIdentity, IMetric, QuotaNeed, Statistic } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { JobBackend } from '../../core/jobs/job-backend';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { FAILED_RUNS, FAILED_RUNS_METRIC } from '../../facts/aws/cluster-job-metrics';
import { fill } from '../../facts/aws/fill';
import { READ_SECRETS } from '../../facts/aws/job-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { ClusterJob as Software } from '../../kubernetes/jobs/cluster-job';
import { s3Volumes } from '../../kubernetes/jobs/volumes/s3-volumes';
import { DEFAULT_RETRIES } from '../../kubernetes/jobs/workloads/workload';
import { grant } from '../identity/statements';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { stackValues } from '../stack-values';

export interface ClusterJobProps {
  readonly platform: IMlPlatform;
  readonly plan: TrainingJobPlan<ClusterPlace>;
}

/** A job whose runs are workloads of a cluster, with a service account of its own. */
export class ClusterJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[] = [];
  public readonly failed: IMetric;
  private readonly place: ClusterPlace;

  public constructor(scope: Construct, id: string, { platform, plan }: ClusterJobProps) {
    super(scope, id);
    const { name, place, secrets } = plan;
    const { cluster, namespace } = place;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    this.identity = account.identity;
    this.place = place;
    const { read, write } = grantedPaths(plan);
    read.forEach(({ store, key }) => store.grantRead(this.identity, folder(key)));
    write.forEach(({ store, key }) => store.grantWrite(this.identity, folder(key)));
    const ids = secrets.filter(({ secret }) => secret.kind === 'cloud').map(({ secret }) => secret.secretId);
    const values = { ...stackValues(this, platform.platformName), key: platform.key.keyArn, secrets: ids };
    if (ids.length > 0) READ_SECRETS.forEach((fact) => grant(this, this.identity, fact, values));
    const { serviceAccountName, podLabels } = account;
    const job = new Software(plan, { serviceAccountName, podLabels, volumes: s3Volumes({ region: Stack.of(this).region, identity: 'pod' }) });
    cluster.install(job);
    this.startCommand = job.startCommand;
    this.failed = this.countFailures(plan, platform.platformName);
  }

  public grantStart(identity: IIdentity): void {
    this.place.cluster.grantEdit(identity, this.place.namespace);
  }

  private countFailures({ name, retries = DEFAULT_RETRIES, place }: TrainingJobPlan<ClusterPlace>, platformName: string): IMetric {
    const { cluster, traits, namespace, workload } = place;
    const values = { cluster: traits.clusterName, job: name, namespace, name: platformName, retries: String(retries) };
    const { namespace: metricNamespace, metricName } = fill(FAILED_RUNS_METRIC, values);
    Object.entries(fill(FAILED_RUNS[workload]!, values)).forEach(([id, { logGroup, pattern }]) => {
      const filter = new MetricFilter(this, id, {
        logGroup: LogGroup.fromLogGroupName(this, `${id}Log`, logGroup),
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace,
        metricName,
        metricValue: '1',
      });
      filter.node.addDependency(cluster);
    });
    const label = `${name}: runs failed`;
    const metric = new CloudWatchMetric({ namespace: metricNamespace, metricName, label, statistic: Stats.SUM, period: CdkDuration.minutes(5) });
    return Metric.of(metric, { label, statistic: Statistic.SUM, period: Duration.minutes(5) });
  }
}
