import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { IAlarm, IDashboard, IMetric } from '../observability';
import { IModelEndpoint } from '../serving';
import { ArtifactPath } from '../storage';
import { Duration, Schedule } from '../units';
import { Baseline } from './baseline';
import { BatchOutput } from './batch-output';
import { BiasMetric } from './bias-threshold';
import { DriftMonitorKind } from './drift-monitor-kind';
import { DriftResponse } from './drift-response';
import { DriftSignal } from './drift-signal';
import { GroundTruth } from './ground-truth';
import { ModelSchema } from './model-schema';
import { QualityMetric } from './quality-threshold';
import { Segment } from './segment';

/** What a monitor is to be, on any target. */
export interface DriftMonitorProps {
  /**
   * The endpoint that it watches, with one model. Its requests are kept from now on where they were not. Give either an endpoint or a batch output (`drift/source`).
   * @default - `batchOutput` is needed
   */
  readonly endpoint?: IModelEndpoint;

  /**
   * The predictions that it watches, where they are made in batches.
   * @default - `endpoint` is needed
   */
  readonly batchOutput?: BatchOutput;

  /** What requests hold, and what is answered. */
  readonly schema: ModelSchema;

  /** What the model has learned from. */
  readonly baseline: Baseline;

  /**
   * What it measures, each kind once, and when it is bad. Throws `drift/no-signals` and `drift/signal-twice`.
   * @default [DriftSignal.dataQuality(), DriftSignal.dataDrift(), DriftSignal.predictionDrift()]
   */
  readonly signals?: DriftSignal[];

  /**
   * What turned out to be so.
   * @default - nobody knows; model quality and equal opportunity need it (`drift/no-ground-truth`)
   */
  readonly groundTruth?: GroundTruth;

  /**
   * When it runs, in UTC; a run looks at the records of the longest time between two runs. Throws `drift/schedule` for what the cloud cannot express, and `drift/schedule-short` where runs would overlap.
   * @default Schedule.daily(2)
   */
  readonly schedule?: Schedule;

  /**
   * The longest that a run may take.
   * @default - an hour, or half of the time between two runs where that is shorter
   */
  readonly maxRunTime?: Duration;

  /**
   * Of how many requests in a hundred are kept, where the monitor switches that on, 1 to 100. Throws `drift/sampling`.
   * @default 100
   */
  readonly sampling?: number;

  /**
   * Parts of the requests that are measured on their own, too.
   * @default - none
   */
  readonly segments?: Segment[];

  /**
   * Where reports go.
   * @default - the folder `drift/<name>` of the platform's artifacts; a table of BigQuery on Google Cloud
   */
  readonly reports?: ArtifactPath;

  /**
   * What happens when a threshold is crossed, beside the alarms.
   * @default - the platform's channels are told
   */
  readonly onDrift?: DriftResponse;

  /**
   * What it is made of.
   * @default DriftMonitorKind.managed()
   */
  readonly kind?: DriftMonitorKind;

  /**
   * Codes of refusals that you know better than the library: `drift/loop`.
   * @default - none
   */
  readonly acknowledge?: string[];
}

/** Measurements of a monitor. Each throws `drift/not-measured` for what it does not measure. */
export interface IDriftMonitorMetrics {
  /**
   * How far the values of a feature have moved.
   *
   * @param feature its name
   */
  drift(feature: string): IMetric;

  /** How far predictions have moved. */
  predictionDrift(): IMetric;

  /**
   * How right predictions were.
   *
   * @param metric by which measure
   */
  quality(metric: QualityMetric): IMetric;

  /**
   * How differently a group is treated.
   *
   * @param feature of the facet
   * @param metric by which measure
   */
  bias(feature: string, metric: BiasMetric): IMetric;

  /** How alike the order of features is by what they count for (NDCG). */
  attribution(): IMetric;

  /** How many thresholds were crossed. */
  violations(): IMetric;

  /** Runs of the monitor that have ended well. */
  runs(): IMetric;

  /** Retrainings that it has started. */
  retrainings(): IMetric;
}

/** Watches what a model is asked and what it answers, tells people, and has it trained anew. */
export interface IDriftMonitor extends IConstruct {
  /** Whose monitor it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly monitorSystem: string;

  /** What begins the names of all that is made for it. */
  readonly monitorName: string;

  /** What it measures: `data-drift`, `model-quality` and so on. */
  readonly signalNames: string[];

  /** Where reports lie; also an output. */
  readonly reportLocation: string;

  /** Computes the baseline anew, by hand; also an output. */
  readonly baselineCommand: string;

  /** Measurements. */
  readonly metrics: IDriftMonitorMetrics;

  /** What calls people: one a signal, and that it did not run, that there is no ground truth, that a retraining failed. */
  readonly alarms: IAlarm[];

  /** The page of graphs; `addGraph` adds to it. */
  readonly dashboard: IDashboard;

  /**
   * Lets somebody read the reports.
   *
   * @param identity who
   */
  grantRead(identity: IIdentity): void;
}
