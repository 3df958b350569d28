import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm, IDriftMonitorMetrics, IIdentity } from '../../core';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { reportMachine } from '../../facts/aws/drift-report';
import { REPORT_RIGHTS } from '../../facts/aws/drift-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { startExecution } from '../../facts/aws/sagemaker-service';
import { SfnStateMachine } from '../../providers/aws/sfn-state-machine';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelEndpoint } from '../serving/model-endpoint';
import { addressOf } from '../serving/release-name';
import { MonitorBaseline } from './baseline';
import { contextOf, MonitorContext, MonitorPlan } from './drift-context';
import { DriftMachine } from './drift-machine';
import { DriftMetrics } from './drift-metrics';
import { watchMonitor } from './drift-watch';
import { MonitorJobs } from './monitor-jobs';
import { MonitorRole } from './monitor-role';
import { MonitorStarters } from './monitor-starters';
import { Retraining } from './retraining';

/** A monitor of SageMaker: jobs that a schedule starts, and machines that compute the baseline, read what jobs have found, and start a retraining. */
export class ManagedMonitor extends Construct implements MonitorBackend {
  public readonly metrics: IDriftMonitorMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly role: MonitorRole;
  public readonly baseline: MonitorBaseline;
  public readonly jobs: MonitorJobs;
  public readonly report: SfnStateMachine;
  public readonly retraining?: Retraining;
  public readonly starters: MonitorStarters;
  private readonly context: MonitorContext;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: MonitorPlan) {
    super(scope, id);
    const { endpoint, capture } = plan.source;
    endpoint._keepRequests(capture);
    const context = contextOf(this, platform, plan);
    this.context = context;
    this.role = new MonitorRole(this, 'Role', context);
    const roleArn = this.role.resource.arn;
    this.baseline = new MonitorBaseline(this, 'Baseline', context, roleArn);
    this.jobs = new MonitorJobs(this, 'Jobs', context, roleArn, this.before(endpoint as ModelEndpoint));
    this.report = new DriftMachine(this, 'Report', {
      context, what: 'report', description: 'reads what jobs have found', definition: reportMachine(plan, { ...context.place, roleArn }), rights: REPORT_RIGHTS,
    }).resource;
    this.retraining = plan.retraining && new Retraining(this, 'Retraining', context, plan.retraining);
    const metrics = new DriftMetrics(context);
    const { alarms, starting, notRun } = watchMonitor(new Construct(this, 'Watch'), context, { metrics, baseline: this.baseline, retraining: this.retraining });
    this.starters = new MonitorStarters(this, 'Starters', {
      context, roleArn, baseline: this.baseline.machine, report: this.report, retrain: this.retraining?.machine, alarms: starting,
    });
    // A monitor that is new has not run, but has its baseline computed, which counts.
    notRun.dependsOn = [addressOf(this.starters.schedule)];
    this.metrics = metrics;
    this.alarms = alarms;
    this.reportLocation = plan.reports.uri;
    this.baselineCommand = `${startExecution(this.baseline.machine.arn, platform.region)} --input '{"renew":true}'`;
  }

  public grantRead(identity: IIdentity): void {
    const { store, key } = this.context.plan.reports;
    store.grantRead(identity, folder(key));
  }

  /** A job is refused for an endpoint that is not there, or keeps no requests. */
  private before(endpoint: ModelEndpoint): ITerraformDependable[] {
    const stack = TerraformStack.of(this);
    const ready = [...this.role.ready, ...(this.baseline.script ? [this.baseline.script] : [])];
    const resource = endpoint.endpointResource!;
    if (TerraformStack.of(resource) === stack) return [...ready, resource];
    stack.addDependency(TerraformStack.of(resource));
    return ready;
  }
}
