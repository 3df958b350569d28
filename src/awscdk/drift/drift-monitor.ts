import { Rule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnMonitoringSchedule } from 'aws-cdk-lib/aws-sagemaker';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Annotations, CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { driftGraphs, modelInProduction } from '../../core/drift/drift-graphs';
import { isEvidently } from '../../core/drift/drift-monitor-plan';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { MONITOR_CLOSED } from '../../facts/aws/drift-service';
import { Dashboard } from '../observability/dashboard';
import { addTags } from '../tags';
import { boundRoles } from '../training/cluster-context';
import { ClusterMonitor } from './cluster-monitor';
import { ManagedPlan } from './drift-context';
import { DriftMonitorProps } from './drift-monitor-props';
import { writeDriftOutputs } from './drift-outputs';
import { planMonitor } from './drift-plan';
import { ManagedMonitor } from './managed-monitor';

/**
 * A monitor on AWS. `DriftMonitorKind.managed()` watches an endpoint of SageMaker by Model Monitor and Clarify, each job with a schedule of its own;
 * `DriftMonitorKind.evidently(…)` runs in a cluster on EKS. AWS has closed Model Monitor to accounts that did not use it before 30 July 2026, of which a warning tells.
 *
 * One job holds features and predictions against the baseline: missing values, values of a wrong type, unknown texts and numbers that are negative where the baseline has none
 * are data quality; the largest difference of the cumulated parts, or of the parts of each text, is drift. Its baseline is computed at deployment by a state machine, and
 * again after each approval in the registry; `baselineCommand` does it by hand. A run that comes before it fails, and the next one does not.
 *
 * Model quality and bias join requests of CSV, one record each, with ground truth by the `InferenceId` that callers give:
 * `{"groundTruthData": {"data": "1", "encoding": "CSV"}, "eventMetadata": {"eventId": "<inference id>"}, "eventVersion": "0"}`, a line each, in folders by the hour.
 * Attribution asks an endpoint that Clarify makes from the model for each run; the data of its baseline has the features in the order of requests, and the prediction.
 *
 * A state machine reads the report of each run and counts what crossed its threshold. Alarms of signals that retrain start another, which starts the job, or the pipeline,
 * within the limits. Throws `drift/…` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { awscdk, Baseline, DriftSignal, Feature, IModelEndpoint, ITrainingJob, Prediction, Retrain, Schedule } from 'ml-platform-constructs';
 *
 * function watch(stack: Stack, ml: awscdk.IMlPlatform, endpoint: IModelEndpoint, job: ITrainingJob): awscdk.DriftMonitor {
 *   return new awscdk.DriftMonitor(stack, 'FraudDrift', {
 *     platform: ml,
 *     endpoint,
 *     schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud', { threshold: 0.5 }) },
 *     baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')),
 *     signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift({ features: { country: 0.2 } }), DriftSignal.predictionDrift()],
 *     schedule: Schedule.daily(2),
 *     onDrift: { retrain: Retrain.job(job) },
 *   });
 * }
 */
export class DriftMonitor extends Construct implements core.IDriftMonitor {
  public readonly monitorSystem: string = 'aws';

  public readonly monitorName: string;

  public readonly signalNames: string[];

  public readonly reportLocation: string;

  public readonly baselineCommand: string;

  public readonly metrics: core.IDriftMonitorMetrics;

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** Runs the monitor now; in a cluster only, since SageMaker runs by the schedule. */
  public readonly runCommand?: string;

  /** The role of the jobs; in a cluster none, where it is the service account's. */
  public readonly roleResource?: Role;

  /** The definitions of the jobs: data quality, model quality, bias and explainability, as far as they are measured; on SageMaker only. */
  public readonly definitionResources: CfnResource[];

  /** What starts the jobs, in the same order; on SageMaker only. */
  public readonly scheduleResources: CfnMonitoringSchedule[];

  /** The machine that computes the baseline; on SageMaker only. */
  public readonly baselineMachineResource?: CfnStateMachine;

  /** The machine that reads reports; on SageMaker only. */
  public readonly reportMachineResource?: CfnStateMachine;

  /** The machine that starts retrainings; on SageMaker only, and none where nothing is retrained. */
  public readonly retrainMachineResource?: CfnStateMachine;

  /** What it listens to: jobs that end, approvals, alarms; on SageMaker only. */
  public readonly ruleResources: Rule[];

  private readonly backend: MonitorBackend;

  /**
   * @param scope where it is made: any stack of the platform's region and account; with attribution on SageMaker that of its endpoint, whose model no other stack may hold on to
   * @param id unique in the scope; part of the monitor's name
   * @param props what the monitor is to be
   */
  public constructor(scope: Construct, id: string, props: DriftMonitorProps) {
    const plan = planMonitor(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const backend = isEvidently(plan) ? new ClusterMonitor(this, 'Cluster', platform, plan) : new ManagedMonitor(this, 'SageMaker', platform, plan as ManagedPlan);
    const managed: Partial<ManagedMonitor> = backend instanceof ManagedMonitor ? backend : {};
    this.roleResource = managed.role;
    this.definitionResources = managed.definitions ?? [];
    this.scheduleResources = managed.schedules ?? [];
    this.baselineMachineResource = managed.baselineMachine;
    this.reportMachineResource = managed.reportMachine;
    this.retrainMachineResource = managed.retrainMachine;
    this.ruleResources = managed.rules ?? [];
    this.backend = backend;
    this.monitorName = plan.name;
    this.signalNames = signalsOf(plan.signals).map((signal) => SIGNAL_NAMES[signal]);
    this.reportLocation = backend.reportLocation;
    this.baselineCommand = backend.baselineCommand;
    this.runCommand = (backend as MonitorBackend).runCommand;
    this.metrics = backend.metrics;
    this.alarms = [...backend.alarms];
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}-${platform.region}` });
    driftGraphs(plan, this.metrics).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    dashboard.addText('Model in production', modelInProduction(plan));
    this.dashboard = dashboard;
    if (!isEvidently(plan)) Annotations.of(this).addWarningV2(MONITOR_CLOSED.code, MONITOR_CLOSED.message);
    writeDriftOutputs(this, platform.platformName, this);
    boundRoles(this, platform);
    addTags(this, platform.tags);
  }

  /**
   * Lets somebody read the reports. Throws `identity/wrong-target` and `identity/cannot-grant`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }
}
