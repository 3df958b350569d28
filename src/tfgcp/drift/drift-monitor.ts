import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { isEvidently } from '../../core/drift/drift-monitor-plan';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { inheritProviders, platformOutputs } from '../../terraform';
import { Alarm } from '../observability/alarm';
import { ClusterMonitor } from './cluster-monitor';
import { DriftMonitorProps } from './drift-monitor-props';
import { planMonitor } from './drift-plan';
import { monitorDashboard, tellOwnChannels } from './drift-watch';
import { ManagedMonitor } from './managed-monitor';

/**
 * A monitor of drift on Google Cloud: queries of BigQuery over what an endpoint of Vertex AI was asked and has answered, or over a batch output; or Evidently in a GKE
 * cluster, for endpoints of that cluster.
 *
 * In BigQuery, Cloud Scheduler starts a workflow. Each run looks at the whole hours since the last run that ended well, and at least at as many as lie between two. It
 * writes one row a number into the table `metrics` of a data set of its own (`reportLocation`), and an entry a number into the log, from which metrics and alarms come.
 * What it copies for that, it takes away when it ends. Distances of fewer than 50 records, qualities of fewer than 50 and biases of groups of fewer than 30 are written
 * down, and call nobody. Below some thousand records a distance is chance for a part.
 *
 * The first run learns the baseline: of numbers ten ranges with as many values each, of all others the thousand most frequent values, of each segment on its own. With
 * `renewedBy` each run asks the registry for its newest approved version, and learns anew once that is another one. Files end in `.csv`, `.json`, `.jsonl` or `.parquet`, and
 * those of CSV have the names of columns in their first line.
 *
 * Requests in lists or lines have the record id behind the features. Ground truth is JSON lines, in folders by the hour of the request: the record id by its name, and what
 * turned out to be so by the name of the prediction.
 *
 * A retraining is started by a workflow that asks for the runs of the job or the pipeline first, whoever started them: none is started while another goes on, within the
 * cool-down, or above the limit of a day. It waits for the end, and fails where the retraining did. `Retrain.pipeline` takes a template in Artifact Registry,
 * `https://europe-west4-kfp.pkg.dev/acme-ml/pipelines/retrain/latest`, which runs as the platform's account of pipelines.
 *
 * Model Monitoring of Vertex AI is not used: it watches deployments by their ids, which each release of an endpoint makes anew.
 *
 * Throws `drift/…` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging
 *
 * @example
 * import { Baseline, DriftSignal, Feature, Prediction, Retrain, tfgcp } from 'ml-platform-constructs';
 *
 * function watch(ml: tfgcp.MlPlatform, endpoint: tfgcp.ModelEndpoint, job: tfgcp.TrainingJob): tfgcp.DriftMonitor {
 *   return new tfgcp.DriftMonitor(ml, 'FraudDrift', {
 *     platform: ml,
 *     endpoint,
 *     schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('fraud', { threshold: 0.5 }) },
 *     baseline: Baseline.trainingData(ml.artifacts.path('fraud/train')),
 *     signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift({ threshold: 0.15 })],
 *     onDrift: { retrain: Retrain.job(job) },
 *   });
 * }
 */
export class DriftMonitor extends Construct implements core.IDriftMonitor {
  public readonly monitorSystem: string = 'gcp';

  public readonly monitorName: string;

  public readonly signalNames: string[];

  /** `bq://project.dataset.table`; of Evidently a folder. */
  public readonly reportLocation: string;

  public readonly baselineCommand: string;

  /** Runs the monitor now; also an output. */
  public readonly runCommand: string;

  public readonly metrics: core.IDriftMonitorMetrics;

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The workflow of its runs; none in a cluster. */
  public readonly workflowResource?: TerraformResource;

  /** The workflow that starts retrainings; none in a cluster, nor where nothing retrains. */
  public readonly retrainingResource?: TerraformResource;

  /** The data set that it works in; none in a cluster. */
  public readonly datasetResource?: TerraformResource;

  /** The service account of its runs; none in a cluster. */
  public readonly accountResource?: TerraformResource;

  /** What starts runs at the times of the schedule; none in a cluster. */
  public readonly scheduleResource?: TerraformResource;

  /** What asks each hour whether it has run; none in a cluster. */
  public readonly checkResource?: TerraformResource;

  private readonly backend: MonitorBackend;

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
    const managed = isEvidently(plan) ? undefined : new ManagedMonitor(this, 'BigQuery', plan, props);
    this.backend = isEvidently(plan) ? new ClusterMonitor(this, 'Cluster', { platform, plan }) : managed!;
    this.monitorName = plan.name;
    this.signalNames = signalsOf(plan.signals).map((signal) => SIGNAL_NAMES[signal]);
    this.reportLocation = this.backend.reportLocation;
    this.baselineCommand = this.backend.baselineCommand;
    this.runCommand = this.backend.runCommand!;
    this.metrics = this.backend.metrics;
    this.alarms = this.backend.alarms;
    tellOwnChannels(this, plan, platform, this.alarms as Alarm[]);
    this.workflowResource = managed?.runner.resource;
    this.retrainingResource = managed?.retraining?.resource;
    this.datasetResource = managed?.tables.resource;
    this.accountResource = managed?.account;
    this.scheduleResource = managed?.runner.schedule;
    this.checkResource = managed?.runner.check;
    this.dashboard = monitorDashboard(this, platform, plan, this.metrics);
    const { monitorName, reportLocation, baselineCommand, runCommand } = this;
    platformOutputs(this, { monitorName, reportLocation, baselineCommand, runCommand });
  }

  /**
   * Lets somebody query the reports: a custom role on the data set, and the right to run queries on the project. Of Evidently, the folder of the reports. Throws
   * `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }
}
