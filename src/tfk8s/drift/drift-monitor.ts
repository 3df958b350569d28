import { Construct } from 'constructs';
import * as core from '../../core';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { inheritProviders, platformOutputs } from '../../terraform';
import { ClusterMonitor } from './cluster-monitor';
import { DriftMonitorProps } from './drift-monitor-props';
import { planMonitor } from './drift-plan';
import { monitorDashboard } from './drift-watch';

/**
 * Evidently on an existing cluster: a CronJob that looks at what an endpoint of the cluster was asked and has answered in the hours since the run before, or at a batch output. It holds them
 * against what the model has learned from, writes pages of HTML and all numbers as JSON into the store, below the hour at which they end, and starts a retraining within its limits. A small
 * program shows what the last run found to Prometheus.
 *
 * The store knows no identities of pods: the Secret of the platform's object store has to be in the namespace of the monitor, too. Runs look at whole hours, the last of which ended ten minutes
 * before or earlier; an hour that is not over, or whose requests are on their way, waits for the next run. Distances are measured from 50 records on, quality from 50 judged answers on, and
 * bias of groups of 30 or more.
 *
 * The baseline is kept beside the reports. With `renewedBy` the alias of the registry's stage in MLflow is asked at each run, so that a server of `kubernetes.Mlflow` has to let the namespace of
 * the monitor in by its `namespaces`; the Secret of a server that asks for a password has to be in that namespace, too.
 *
 * A retraining is a run of a job in the same cluster, or a Workflow of Argo of a WorkflowTemplate in the monitor's namespace.
 *
 * Throws `drift/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.evidentlyai.com
 *
 * @example
 * import { Baseline, DriftMonitorKind, DriftSignal, Feature, Prediction, Retrain, tfk8s } from 'ml-platform-constructs';
 *
 * function watch(ml: tfk8s.MlPlatform, cluster: tfk8s.TrainingCluster, endpoint: tfk8s.ModelEndpoint, job: tfk8s.TrainingJob): tfk8s.DriftMonitor {
 *   return new tfk8s.DriftMonitor(ml, 'FraudDrift', {
 *     platform: ml,
 *     endpoint,
 *     kind: DriftMonitorKind.evidently(cluster, { namespace: 'fraud' }),
 *     schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud', { threshold: 0.5 }) },
 *     baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')),
 *     signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift({ threshold: 0.15 })],
 *     onDrift: { retrain: Retrain.job(job) },
 *   });
 * }
 */
export class DriftMonitor extends Construct implements core.IDriftMonitor {
  public readonly monitorSystem: string = 'kubernetes';

  public readonly monitorName: string;

  public readonly signalNames: string[];

  public readonly reportLocation: string;

  public readonly baselineCommand: string;

  /** Runs the monitor now: with the hours that its next run would look at, were it due; also an output. */
  public readonly runCommand: string;

  public readonly metrics: core.IDriftMonitorMetrics;

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The account of its runs. */
  public readonly identity: core.IIdentity;

  private readonly cluster: ClusterMonitor;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the monitor's name
   * @param props what the monitor is to be
   */
  public constructor(scope: Construct, id: string, props: DriftMonitorProps) {
    const plan = planMonitor(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const { source } = plan;
    inheritProviders(this, platform);
    if (source.kind === 'endpoint' && source.switchesOn) source.endpoint._keepRequests(source.capture);
    this.cluster = new ClusterMonitor(this, 'Cluster', platform, plan);
    this.monitorName = plan.name;
    this.signalNames = signalsOf(plan.signals).map((signal) => SIGNAL_NAMES[signal]);
    this.reportLocation = this.cluster.reportLocation;
    this.baselineCommand = this.cluster.baselineCommand;
    this.runCommand = this.cluster.runCommand;
    this.metrics = this.cluster.metrics;
    this.alarms = this.cluster.alarms;
    this.identity = this.cluster.identity;
    this.dashboard = monitorDashboard(this, platform, plan, this.metrics);
    platformOutputs(this, {
      monitorName: this.monitorName, reportLocation: this.reportLocation, baselineCommand: this.baselineCommand, runCommand: this.runCommand,
    });
  }

  /**
   * Lets a service account's pods, or people, read the reports: by the read-only Secret of the store, since no key opens a part of an S3-compatible store. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.cluster.grantRead(identity);
  }
}
