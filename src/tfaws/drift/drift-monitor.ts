import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { driftGraphs, modelInProduction } from '../../core/drift/drift-graphs';
import { DriftMonitorPlan, isEvidently } from '../../core/drift/drift-monitor-plan';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { MONITOR_CLOSED } from '../../facts/aws/drift-service';
import { inheritProviders, platformOutputs } from '../../terraform';
import { Dashboard } from '../observability/dashboard';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterMonitor } from './cluster-monitor';
import { MonitorPlan } from './drift-context';
import { DriftMonitorProps } from './drift-monitor-props';
import { planMonitor } from './drift-plan';
import { ManagedMonitor } from './managed-monitor';

/**
 * A monitor of what an endpoint is asked and what it answers. `DriftMonitorKind.managed()` is SageMaker Model Monitor and Clarify: a job for data quality and all drift, one for
 * model quality, one for bias, one for attribution, each by a schedule, in the platform's network and with its key. `DriftMonitorKind.evidently(…)` is Evidently in a cluster on EKS.
 *
 * A state machine computes the baseline with the first deployment, and anew when a version was approved in the registry of the baseline. A second one reads what each job has
 * found, and puts as metrics what SageMaker does not count. A third one stands between the alarms of drift and the retraining: it asks for the runs there are, whoever started
 * them, and starts none while one goes on, within the cool-down, or beyond the limit of a day.
 *
 * Requests are kept from here on, where the endpoint did not keep them: that is another release of the endpoint. Ground truth is joined by the `InferenceId` of requests.
 *
 * AWS has closed Model Monitor to accounts that did not use it before 30 July 2026 (warning `drift/model-monitor-closed`).
 *
 * Throws `drift/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html
 *
 * @example
 * import { Baseline, DriftSignal, Feature, IModelEndpoint, ITrainingJob, Prediction, Retrain, tfaws } from 'ml-platform-constructs';
 *
 * function watch(ml: tfaws.IMlPlatform, endpoint: IModelEndpoint, job: ITrainingJob): tfaws.DriftMonitor {
 *   return new tfaws.DriftMonitor(ml as tfaws.MlPlatform, 'FraudDrift', {
 *     platform: ml,
 *     endpoint,
 *     schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud', { threshold: 0.5 }) },
 *     baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')),
 *     signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift({ threshold: 0.1 })],
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

  /** Starts a run by hand; in a cluster only. */
  public readonly runCommand?: string;

  /** The role of the jobs; in a cluster none, where it is the service account's. */
  public readonly roleResource?: TerraformResource;

  /** What each job is; on SageMaker only. */
  public readonly definitionResources: TerraformResource[];

  /** What starts the jobs, in the same order; on SageMaker only. */
  public readonly scheduleResources: TerraformResource[];

  /** The machine that computes the baseline; on SageMaker only. */
  public readonly baselineMachineResource?: TerraformResource;

  /** The machine that reads what jobs have found; on SageMaker only. */
  public readonly reportMachineResource?: TerraformResource;

  /** The machine between alarms and a retraining; on SageMaker only, and none where nothing retrains. */
  public readonly retrainMachineResource?: TerraformResource;

  /** What hears of ends of jobs, of drift and of approvals; on SageMaker only. */
  public readonly ruleResources: TerraformResource[];

  private readonly backend: MonitorBackend;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the monitor's name
   * @param props what it is to watch
   */
  public constructor(scope: Construct, id: string, props: DriftMonitorProps) {
    const plan = planMonitor(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const backend = this.makeBackend(platform, plan);
    const managed: Partial<ManagedMonitor> = backend instanceof ManagedMonitor ? backend : {};
    this.roleResource = managed.role?.resource;
    this.definitionResources = (managed.jobs?.definitions ?? []).map(({ resource }) => resource);
    this.scheduleResources = managed.jobs?.schedules ?? [];
    this.baselineMachineResource = managed.baseline?.machine;
    this.reportMachineResource = managed.report;
    this.retrainMachineResource = managed.retraining?.machine;
    this.ruleResources = managed.starters?.rules ?? [];
    this.backend = backend;
    this.monitorName = plan.name;
    this.signalNames = signalsOf(plan.signals).map((signal) => SIGNAL_NAMES[signal]);
    this.reportLocation = backend.reportLocation;
    this.baselineCommand = backend.baselineCommand;
    this.runCommand = backend.runCommand;
    this.metrics = backend.metrics;
    this.alarms = backend.alarms;
    this.dashboard = this.draw(platform, plan);
    platformOutputs(this, { reportLocation: this.reportLocation, baselineCommand: this.baselineCommand, runCommand: this.runCommand });
  }

  /**
   * Lets somebody read the reports. Throws `identity/wrong-target`, `identity/cannot-grant` and `identity/other-account`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }

  private makeBackend(platform: IMlPlatform, plan: DriftMonitorPlan): MonitorBackend {
    if (isEvidently(plan)) return new ClusterMonitor(this, 'Cluster', platform, plan);
    Annotations.of(this).addWarning(`[${MONITOR_CLOSED.code}] ${MONITOR_CLOSED.message}`);
    return new ManagedMonitor(this, 'SageMaker', platform, plan as MonitorPlan);
  }

  private draw(platform: IMlPlatform, plan: DriftMonitorPlan): core.IDashboard {
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}-${platform.region}` });
    driftGraphs(plan, this.metrics).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    dashboard.addText('Model in production', modelInProduction(plan));
    return dashboard;
  }
}
