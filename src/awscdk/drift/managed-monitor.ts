import { Rule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnMonitoringSchedule } from 'aws-cdk-lib/aws-sagemaker';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IAlarm, IIdentity } from '../../core';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { SignalName, signalsOf } from '../../core/drift/signal-plan';
import { JOB_ENDED } from '../../facts/aws/drift-events';
import { reportMachine } from '../../facts/aws/drift-report';
import { REPORT_RIGHTS } from '../../facts/aws/drift-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelEndpoint } from '../serving/model-endpoint';
import { Baseline } from './baseline';
import { contextOf, DriftContext, ManagedPlan } from './drift-context';
import { DriftMachine } from './drift-machine';
import { DriftMetrics } from './drift-metrics';
import { driftRule } from './drift-rule';
import { DriftWatch } from './drift-watch';
import { MachineStarter } from './machine-starter';
import { MonitorJobs } from './monitor-jobs';
import { MonitorRole } from './monitor-role';
import { Retraining } from './retraining';

/** A monitor of SageMaker: jobs by the schedule, a machine that computes their baseline, one that reads their reports, and one that starts retrainings. */
export class ManagedMonitor extends Construct implements MonitorBackend {
  public readonly metrics: DriftMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly role: Role;
  public readonly definitions: CfnResource[];
  public readonly schedules: CfnMonitoringSchedule[];
  public readonly baselineMachine: CfnStateMachine;
  public readonly baselineSchedule: CfnSchedule;
  public readonly reportMachine: CfnStateMachine;
  public readonly retrainMachine?: CfnStateMachine;
  public readonly rules: Rule[];
  private readonly context: DriftContext;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: ManagedPlan) {
    super(scope, id);
    plan.source.endpoint._keepRequests(plan.source.capture);
    this.context = contextOf(this, platform, plan);
    const { role, rights } = new MonitorRole(this, 'Role', this.context);
    const place = this.context.place(role.roleArn);
    this.role = role;
    const baseline = new Baseline(this, 'Baseline', this.context, place);
    const report = this.makeReport(role.roleArn);
    const retraining = plan.retraining && new Retraining(this, 'Retraining', this.context, plan.retraining);
    const endpoint = plan.source.endpoint as unknown as ModelEndpoint;
    const jobs = new MonitorJobs(this, 'Jobs', this.context, place, [rights, endpoint.endpointResource!]);
    const starter = new MachineStarter(this, 'Starter', this.context, [baseline.machine.arn, report.arn, ...(retraining ? [retraining.machine.arn] : [])]);
    const { schedule, rule: approved } = baseline.start(starter);
    this.metrics = new DriftMetrics(platform.platformName, plan);
    const watch = new DriftWatch(this, 'Watch', this.context, { metrics: this.metrics, baseline, retraining });
    // What begins the baseline counts that, which the alarm has to know of.
    watch.notRun.node.addDependency(schedule);
    const ended = this.reportEnded(report, role, starter);
    const found = retraining?.startBy(this.retrainingAlarms(watch), starter);
    this.alarms = watch.all;
    this.rules = [ended, ...(approved ? [approved] : []), ...(found ? [found] : [])];
    this.definitions = jobs.definitions;
    this.schedules = jobs.schedules;
    this.baselineMachine = baseline.machine.resource;
    this.baselineSchedule = schedule;
    this.reportMachine = report.resource;
    this.retrainMachine = retraining?.machine.resource;
    this.reportLocation = plan.reports!.uri;
    this.baselineCommand = baseline.command;
  }

  public grantRead(identity: IIdentity): void {
    const { store, key } = this.context.plan.reports!;
    store.grantRead(identity, folder(key));
  }

  private makeReport(monitorRole: string): DriftMachine {
    const { platform, plan, values, place } = this.context;
    return new DriftMachine(this, 'Report', {
      platform,
      name: `${plan.name}-report`,
      does: 'reads what runs have found',
      definition: reportMachine(plan, place(monitorRole)),
      rights: REPORT_RIGHTS,
      values,
    });
  }

  private reportEnded(report: DriftMachine, { roleArn: monitorRole }: Role, { role }: MachineStarter): Rule {
    const { plan, values } = this.context;
    return driftRule(this, 'Ended', {
      description: `${plan.name}: reads the report of a run that has ended`, pattern: JOB_ENDED, values: { ...values, monitorRole }, machineArn: report.arn, role,
    });
  }

  private retrainingAlarms({ signals }: DriftWatch): IAlarm[] {
    const { plan } = this.context;
    return signalsOf(plan.signals).filter((signal: SignalName) => plan.signals[signal]!.retrains).map((signal) => signals[signal]!);
  }
}
