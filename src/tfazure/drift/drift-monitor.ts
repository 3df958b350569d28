import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { isEvidently } from '../../core/drift/drift-monitor-plan';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { inheritProviders, platformOutputs } from '../../terraform';
import { tellAlso } from '../observability/further-channels';
import { ClusterMonitor } from './cluster-monitor';
import { DriftMonitorProps } from './drift-monitor-props';
import { planMonitor } from './drift-plan';
import { clusterDashboard } from './drift-watch';
import { ManagedMonitor } from './managed-monitor';

/**
 * Watches what a model is asked and what it answers: a monitor of Azure Machine Learning in the platform's workspace, or Evidently in an AKS cluster.
 *
 * With Azure ML, a schedule of the workspace runs on serverless Spark. A component of ours makes a table of the captured requests, others measure the signals, as custom signals of the
 * monitor: Azure's own read no captured payloads, and know no quality or bias. Each signal stands in Azure Machine Learning studio under 'Monitoring'. Runs are those of the workspace's
 * own identity, which may read what the monitor reads and write its reports; Azure ML knows no time after which a run of a monitor ends, so that `maxRunTime` is only what the alarm
 * `…-did-not-run` waits for. Spark fetches packages of Python when it starts: the platform's network has to reach the internet.
 *
 * The first run computes the baseline and keeps its numbers beside the reports; the first after an approval in the registry that renews it does so anew. An event of the workspace
 * tells that a threshold was crossed (https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#integrate-azure-machine-learning-model-monitoring-with-event-grid);
 * a workflow of Logic Apps takes it, writes it and all numbers into Log Analytics, and starts a retraining unless one goes on, began within the cool-down, or the day had its number, which
 * the runs themselves tell. A pipeline is a pipeline component of the workspace by its name, of which the newest version is run. A job in a cluster cannot be started:
 * `drift/retrain-place`.
 *
 * Whoever runs Terraform needs 'User Access Administrator' on the resource group. The first monitor of a platform makes the network of serverless Spark, which takes half an hour.
 *
 * Throws all that is wrong at once: `drift/…`, `core/name-length`, `core/name-illegal` and `platform/resource-id`.
 *
 * @example
 * import { Baseline, DriftSignal, Feature, Prediction, tfazure } from 'ml-platform-constructs';
 *
 * function watch(ml: tfazure.MlPlatform, endpoint: tfazure.ModelEndpoint): tfazure.DriftMonitor {
 *   return new tfazure.DriftMonitor(ml, 'FraudDrift', {
 *     platform: ml,
 *     endpoint,
 *     schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud', { threshold: 0.5 }) },
 *     baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')),
 *     signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift({ threshold: 0.1 })],
 *   });
 * }
 */
export class DriftMonitor extends Construct implements core.IDriftMonitor {
  public readonly monitorSystem: string = 'azure';

  public readonly monitorName: string;

  public readonly signalNames: string[];

  public readonly reportLocation: string;

  public readonly baselineCommand: string;

  /** Runs it now, by hand. */
  public readonly runCommand?: string;

  public readonly metrics: core.IDriftMonitorMetrics;

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The schedule of the workspace; none in a cluster of Kubernetes. */
  public readonly scheduleResource?: TerraformResource;

  /** The account of its program and its events; none in a cluster of Kubernetes. */
  public readonly accountResource?: TerraformResource;

  /** The workflow that takes what runs tell, and starts retrainings; none in a cluster of Kubernetes. */
  public readonly guardResource?: TerraformResource;

  /** The workflow that looks whether it has run; none in a cluster of Kubernetes. */
  public readonly watchdogResource?: TerraformResource;

  /** The components that its runs consist of; none in a cluster of Kubernetes. */
  public readonly componentResources: TerraformResource[];

  private readonly backend: MonitorBackend;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope; part of the monitor's name
   * @param props what it is to be
   */
  public constructor(scope: Construct, id: string, props: DriftMonitorProps) {
    const plan = planMonitor(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const { source } = plan;
    if (source.kind === 'endpoint' && source.switchesOn) source.endpoint._keepRequests(source.capture);
    tellAlso(this, 'Alerts', platform, plan.name, plan.alerts);
    const managed = isEvidently(plan) ? undefined : new ManagedMonitor(this, 'Managed', plan, props);
    const backend: MonitorBackend = isEvidently(plan) ? new ClusterMonitor(this, 'Cluster', { platform, plan }) : managed!;
    this.backend = backend;
    this.monitorName = plan.name;
    this.signalNames = signalsOf(plan.signals).map((signal) => SIGNAL_NAMES[signal]);
    this.reportLocation = backend.reportLocation;
    this.baselineCommand = backend.baselineCommand;
    this.runCommand = backend.runCommand;
    this.metrics = backend.metrics;
    this.alarms = backend.alarms;
    this.dashboard = managed ? managed.makeDashboard(this) : clusterDashboard(this, platform, plan, backend.metrics);
    this.scheduleResource = managed?.scheduleResource;
    this.accountResource = managed?.accountResource;
    this.guardResource = managed?.guardResource;
    this.watchdogResource = managed?.watchdogResource;
    this.componentResources = managed?.componentResources ?? [];
    platformOutputs(this, { reportLocation: this.reportLocation, baselineCommand: this.baselineCommand, runCommand: this.runCommand });
  }

  /**
   * Lets somebody read the reports. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }
}
