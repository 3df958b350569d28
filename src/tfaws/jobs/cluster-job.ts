import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity, IMetric, QuotaNeed, Statistic } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { JobBackend } from '../../core/jobs/job-backend';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { kebab } from '../../core/private';
import { FAILED_RUNS, FAILED_RUNS_METRIC } from '../../facts/aws/cluster-job-metrics';
import { fill } from '../../facts/aws/fill';
import { READ_SECRETS } from '../../facts/aws/job-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { ClusterJob as Software } from '../../kubernetes/jobs/cluster-job';
import { s3Volumes } from '../../kubernetes/jobs/volumes/s3-volumes';
import { DEFAULT_RETRIES } from '../../kubernetes/jobs/workloads/workload';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '../../providers/aws/cloudwatch-log-metric-filter';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';

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
    this.grantSecrets(platform, secrets.filter(({ secret }) => secret.kind === 'cloud').map(({ secret }) => secret.secretId));
    const { serviceAccountName, podLabels } = account;
    const job = new Software(plan, { serviceAccountName, podLabels, volumes: s3Volumes({ region: platform.region, identity: 'pod' }) });
    cluster.install(job);
    this.startCommand = job.startCommand;
    this.failed = this.countFailures(plan, platform.platformName);
  }

  public grantStart(identity: IIdentity): void {
    this.place.cluster.grantEdit(identity, this.place.namespace);
  }

  private grantSecrets({ platformName, region, accountId, encryptionKey }: IMlPlatform, secrets: readonly string[]): void {
    if (secrets.length === 0) return;
    const statements = READ_SECRETS.map((fact) => allow(fact, { region, key: encryptionKey.keyId, secrets }));
    grantTo(this, { identity: this.identity, platformName, right: 'secrets', place: placeOf(region, accountId), statements });
  }

  private countFailures({ name, retries = DEFAULT_RETRIES, place }: TrainingJobPlan<ClusterPlace>, platformName: string): IMetric {
    const values = { cluster: place.traits.clusterName, job: name, namespace: place.namespace, name: platformName, retries: String(retries) };
    const { namespace, metricName } = fill(FAILED_RUNS_METRIC, values);
    Object.entries(fill(FAILED_RUNS[place.workload]!, values)).forEach(([id, { logGroup, pattern }]) => new CloudwatchLogMetricFilter(this, id, {
      name: `${name}-${kebab(id)}`,
      logGroupName: logGroup,
      pattern,
      metricTransformation: { namespace, name: metricName, value: '1' },
      dependsOn: this.logGroups(),
    }));
    return new Metric({ namespace, metricName, label: `${name}: runs failed`, statistic: Statistic.SUM });
  }

  /** Those of a cluster of this stack; those of another are there before. */
  private logGroups(): CloudwatchLogGroup[] {
    const groups = this.place.cluster.node.findAll().filter((child): child is CloudwatchLogGroup => child instanceof CloudwatchLogGroup);
    return groups.filter((group) => TerraformStack.of(group) === TerraformStack.of(this));
  }
}
