import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm, IDriftMonitorMetrics, IIdentity } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { memberId } from '../identity/member-id';
import { JobGround } from '../jobs/job-ground';
import { DriftAccount } from './drift-account';
import { DriftMetrics } from './drift-metrics';
import { DriftMonitorProps } from './drift-monitor-props';
import { DriftRoles } from './drift-roles';
import { DriftTables } from './drift-tables';
import { monitorAlarms } from './drift-watch';
import { monitorConfig } from './monitor-config';
import { MonitorRunner } from './monitor-runner';
import { requestLogOf } from './request-log';
import { Retraining } from './retraining';

/** A monitor that is queries of BigQuery, which a workflow asks by a schedule. */
export class ManagedMonitor extends Construct implements MonitorBackend {
  public readonly metrics: IDriftMonitorMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly runCommand: string;
  public readonly tables: DriftTables;
  public readonly account: TerraformResource;
  public readonly runner: MonitorRunner;
  public readonly retraining?: Retraining;
  private readonly roles: DriftRoles;

  public constructor(scope: Construct, id: string, plan: DriftMonitorPlan, private readonly props: DriftMonitorProps) {
    super(scope, id);
    const { platform, keyAgentsGranted = false } = props;
    const { project, location, encryptionKey } = platform;
    const { source } = plan;
    const keyId = keyAgentsGranted ? encryptionKey.keyId : JobGround.of(platform).grantedKey();
    const requests = source.kind === 'endpoint' ? requestLogOf(source) : undefined;
    this.roles = new DriftRoles(this, 'Roles', plan.name, platform);
    this.tables = new DriftTables(this, 'Tables', plan, platform, keyAgentsGranted);
    const account = new DriftAccount(this, 'Account', plan, { platform, requests, roles: this.roles, tables: this.tables });
    this.account = account.resource;
    this.retraining = plan.retraining && new Retraining(this, 'Retraining', plan, { platform, keyId, roles: this.roles });
    const { datasetId, ready } = this.tables;
    const config = monitorConfig(plan, { platform, datasetId, requests, retraining: this.retraining?.workflowId });
    this.runner = new MonitorRunner(this, 'Runner', plan, { platform, account, keyId, config, datasetId, ready });
    const metrics = new DriftMetrics(this, 'Metrics', plan, platform);
    const { workflowName, checkName } = this.runner;
    this.metrics = metrics;
    this.alarms = monitorAlarms(this, plan, { platform, metrics, workflowName, checkName, retrainWorkflowName: this.retraining?.workflowName });
    this.reportLocation = `bq://${this.tables.reports}`;
    this.runCommand = `gcloud workflows execute ${workflowName} --project=${project} --location=${location}`;
    this.baselineCommand = `${this.runCommand} --data='{"baseline": true}'`;
  }

  public grantRead(identity: IIdentity): void {
    requireGranteeOf('gcp', identity, this);
    const { identityName } = identity;
    const id = `Reader-${memberId(this, identityName)}`;
    if (this.node.tryFindChild(id)) return;
    this.tables.admit(this, id, this.roles.nameOf('readReports'), identityName);
    new ProjectIamMember(this, `${id}-Queries`, { project: this.props.platform.project, role: this.roles.nameOf('query'), member: identityName });
  }
}
