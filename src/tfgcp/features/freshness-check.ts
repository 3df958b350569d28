import { Fn, TerraformLocal, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, IMetric } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FEATURE_LOGS } from '../../facts/gcp/features-metrics';
import { CloudSchedulerJob } from '../../providers/google/cloud-scheduler-job';
import { JobGround } from '../jobs/job-ground';
import { templateText } from '../jobs/template-text';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { countEntries } from './counted-entries';
import { FeatureTable } from './feature-table';
import { FreshnessAccount } from './freshness-account';

/** What a check needs. */
export interface FreshnessCheckProps {
  readonly platform: IMlPlatform;
  readonly table: FeatureTable;
  readonly account: FreshnessAccount;
}

/** Distances of a crontab, in minutes. */
const DISTANCES = [60, 30, 15, 10, 5, 1];
/** How many times within the expected time it is asked. */
const TIMES = 4;
const SCOPE = 'https://www.googleapis.com/auth/bigquery';

/**
 * Asks the table whether it has values whose event time is no older than `freshness`: a job of Cloud Scheduler that sends BigQuery a query, which fails where there are
 * none. What is asked is the last days of a table only, and that column of files. No metric of BigQuery would tell: rows are counted up to six hours late, and those of queries not at all.
 *
 * https://docs.cloud.google.com/bigquery/docs/reference/rest/v2/jobs/query, https://docs.cloud.google.com/bigquery/docs/reference/standard-sql/debugging_functions#error
 */
export class FreshnessCheck extends Construct {
  public readonly resource: TerraformResource;
  /** How many times the table was asked and had nothing new. */
  public readonly metric: IMetric;

  public constructor(scope: Construct, id: string, group: FeatureGroupPlan, { platform, table, account }: FreshnessCheckProps) {
    super(scope, id);
    const { project, location } = platform;
    const minutes = DISTANCES.find((distance) => distance * 60 * TIMES <= group.freshnessSeconds!) ?? 1;
    const job = new CloudSchedulerJob(this, 'Resource', {
      project,
      region: location,
      name: `${group.name}-fresh`,
      description: `Asks whether the feature group ${group.name} has new values`,
      schedule: minutes === 60 ? '0 * * * *' : `*/${minutes} * * * *`,
      timeZone: 'Etc/UTC',
      attemptDeadline: '180s',
      httpTarget: {
        httpMethod: 'POST',
        uri: `https://bigquery.googleapis.com/bigquery/v2/projects/${project}/queries`,
        headers: { 'Content-Type': 'application/json' },
        body: Fn.base64encode(this.asked({ query: question(group, table), useLegacySql: false, ...placeOf(table, location), timeoutMs: 120_000 })),
        oauthToken: { serviceAccountEmail: account.email, scope: SCOPE },
      },
      dependsOn: [...JobGround.of(platform).readyFor(this, 'cloudscheduler'), table.admit('For-Freshness', 'readTable', account.member)],
    });
    this.resource = job;
    this.metric = countEntries(this, 'Metric', {
      platform,
      name: `${group.name}-stale`,
      label: `${group.groupName}: checks without new values`,
      filter: `resource.type="cloud_scheduler_job" AND resource.labels.job_id="${group.name}-fresh" AND severity>=ERROR`,
      resources: FEATURE_LOGS.scheduler,
      period: Duration.minutes(Math.max(5, 2 * minutes)),
    });
  }

  /** It is a local value, since functions of Terraform take no text with quotes. */
  private asked(request: object): string {
    return new TerraformLocal(this, 'Request', templateText(request)).asString;
  }
}

/**
 * A table that exists may lie in a multi-region around the platform's region, which is another place to BigQuery; it then runs the query where the table is.
 * https://docs.cloud.google.com/bigquery/docs/locations#specify_locations
 */
function placeOf({ resource }: FeatureTable, location: string): { readonly location?: string } {
  return resource ? { location } : {};
}

function question({ groupName, eventTime, freshnessSeconds }: FeatureGroupPlan, { location }: FeatureTable): string {
  const since = `TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL ${freshnessSeconds!} SECOND)`;
  return `SELECT IF(COUNT(*) > 0, 'fresh', ERROR('no new values of ${groupName}')) FROM \`${location}\` WHERE \`${eventTime}\` > ${since}`;
}
