import { Fn, ITerraformDependable, TerraformLocal, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { longestDistanceSeconds } from '../../core/drift/run-distance';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { CloudSchedulerJob } from '../../providers/google/cloud-scheduler-job';
import { WorkflowsWorkflow } from '../../providers/google/workflows-workflow';
import { JobGround } from '../jobs/job-ground';
import { templateText } from '../jobs/template-text';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DriftAccount } from './drift-account';
import { configuredText } from './monitor-config';
import { MONITOR_WORKFLOW } from './runs/monitor-workflow';

/** What runs a monitor. */
export interface MonitorRunnerProps {
  readonly platform: IMlPlatform;
  readonly account: DriftAccount;
  readonly keyId: string;
  readonly config: object;
  /** The data set that the monitor works in. */
  readonly datasetId: string;
  readonly ready: readonly ITerraformDependable[];
}

/** What Cloud Scheduler calls, and when. */
interface Call {
  readonly description: string;
  readonly schedule: string;
  readonly uri: string;
  readonly body: string;
}

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** Whoever starts by a schedule asks for nothing more. */
const NO_ARGUMENT = Buffer.from(JSON.stringify({ argument: '{}' })).toString('base64');
/** Time to start. */
const SLACK_SECONDS = 900;

/** The workflow of a monitor, the schedule that starts it, and the question, each hour, whether it has run. */
export class MonitorRunner extends Construct {
  public readonly resource: TerraformResource;
  public readonly schedule: TerraformResource;
  public readonly workflowName: string;
  /** The job of Cloud Scheduler that fails where no run has ended well in time. */
  public readonly checkName: string;
  public readonly check: TerraformResource;

  public constructor(scope: Construct, id: string, private readonly plan: DriftMonitorPlan, private readonly props: MonitorRunnerProps) {
    super(scope, id);
    const { platform, account, keyId, config, ready } = props;
    const { project, location, tags } = platform;
    this.workflowName = `${plan.name}-drift`;
    this.checkName = `${plan.name}-drift-ran`;
    const workflow = new WorkflowsWorkflow(this, 'Resource', {
      project,
      region: location,
      name: this.workflowName,
      description: `Measures drift for the monitor ${plan.name}`,
      serviceAccount: account.accountId,
      cryptoKeyName: keyId,
      callLogLevel: 'LOG_ERRORS_ONLY',
      labels: { ...tags },
      // It is a definition, of which nothing is lost that the program does not say.
      deletionProtection: false,
      sourceContents: configuredText(MONITOR_WORKFLOW, config),
      dependsOn: [...JobGround.of(platform).readyFor(this, 'workflows', 'workflowexecutions'), ...account.rights, ...ready],
    });
    this.resource = workflow;
    this.schedule = this.job('Schedule', this.workflowName, {
      description: `Runs the monitor ${plan.name}`,
      schedule: crontabOf(plan.schedule, 'Cloud Scheduler', new Problems()),
      uri: `https://workflowexecutions.googleapis.com/v1/${workflow.id}/executions`,
      body: NO_ARGUMENT,
    });
    this.check = this.job('Ran', this.checkName, {
      description: `Asks whether the monitor ${plan.name} has run`,
      schedule: '30 * * * *',
      uri: `https://bigquery.googleapis.com/bigquery/v2/projects/${project}/queries`,
      body: Fn.base64encode(this.question()),
    });
  }

  private job(id: string, name: string, { uri, body, ...rest }: Call): CloudSchedulerJob {
    const { platform, account, ready } = this.props;
    const { project, location } = platform;
    return new CloudSchedulerJob(this, id, {
      ...rest,
      name,
      project,
      region: location,
      timeZone: 'Etc/UTC',
      attemptDeadline: '180s',
      ...(id === 'Schedule' ? { retryConfig: { retryCount: 3 } } : {}),
      httpTarget: { uri, body, httpMethod: 'POST', headers: { 'Content-Type': 'application/json' }, oauthToken: { serviceAccountEmail: account.email, scope: SCOPE } },
      dependsOn: [...JobGround.of(platform).readyFor(this, 'cloudscheduler'), ...account.rights, ...ready],
    });
  }

  /** It is a local value, since functions of Terraform take no text with quotes. */
  private question(): string {
    const { datasetId, platform: { location } } = this.props;
    const query = ranInTime(this.plan, datasetId);
    return new TerraformLocal(this, 'Question', templateText({ query, location, useLegacySql: false, timeoutMs: 120_000 })).asString;
  }
}

/** Fails where no run has ended well within the longest time between two, from the first on. */
export function ranInTime({ name, schedule, maxRunSeconds }: DriftMonitorPlan, datasetId: string): string {
  const seconds = longestDistanceSeconds(schedule) + maxRunSeconds + SLACK_SECONDS;
  return [
    `SELECT IF(GREATEST(COALESCE((SELECT MAX(ended) FROM \`${datasetId}.metrics\` WHERE signal = 'run'), TIMESTAMP_SECONDS(0)),`,
    `(SELECT MAX(creation_time) FROM \`${datasetId}\`.INFORMATION_SCHEMA.TABLES WHERE table_name = 'metrics'))`,
    `> TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL ${seconds} SECOND), 'ran', ERROR('the monitor ${name} did not run'))`,
  ].join(' ');
}
