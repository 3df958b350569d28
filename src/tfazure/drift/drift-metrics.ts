import { BiasMetric, Duration, IDriftMonitorMetrics, IMetric, MetricUnit, QualityMetric } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { requireBias, requireDriftOf, requireQuality, requireSignal } from '../../core/drift/measured';
import { SIGNAL_NAMES, SignalName, signalsOf } from '../../core/drift/signal-plan';
import { QueryMetric } from '../observability/query-metric';
import { linesOf } from './told-lines';

/** Logs arrive some minutes late, so that a shorter window would miss some. */
const WINDOW = Duration.hours(1);

/** Numbers are of the last run, which may be as long ago. */
const DAY = Duration.days(1);

export interface DriftMetricsProps {
  readonly plan: DriftMonitorPlan;
  /** Of the workflow that writes them down. */
  readonly guardName: string;
  readonly logAnalyticsWorkspaceId: string;
}

/** What a monitor has measured, as its guard wrote it into Log Analytics: the run history of a workspace is read in its private network only. */
export class DriftMetrics implements IDriftMonitorMetrics {
  public constructor(private readonly props: DriftMetricsProps) {}

  public drift(feature: string): IMetric {
    const { plan } = this.props;
    requireDriftOf(plan, feature);
    return this.number(`drift of ${feature}`, 'dataDrift', plan.signals.dataDrift!.measure, feature);
  }

  public predictionDrift(): IMetric {
    const { plan } = this.props;
    requireSignal(plan, 'predictionDrift');
    return this.number('drift of predictions', 'predictionDrift', plan.signals.predictionDrift!.measure, plan.schema.prediction.column);
  }

  public quality(metric: QualityMetric): IMetric {
    requireQuality(this.props.plan, metric);
    return this.number(metric, 'modelQuality', metric, '');
  }

  public bias(feature: string, metric: BiasMetric): IMetric {
    requireBias(this.props.plan, feature, metric);
    return this.number(`${metric} by ${feature}`, 'bias', metric, feature);
  }

  public attribution(): IMetric {
    requireSignal(this.props.plan, 'attribution');
    return this.number('NDCG of attributions', 'attribution', 'ndcg', '');
  }

  public violations(): IMetric {
    return this.query('thresholds crossed', 'number', ["| where Segment == '' and Beyond == 'yes'", '| summarize value = count()', "| extend name = 'violations'"], DAY);
  }

  /** Each signal tells once a run; the first stands for all. */
  public runs(): IMetric {
    const [first] = signalsOf(this.props.plan.signals);
    return this.query('runs', 'run', [`| where Signal == '${SIGNAL_NAMES[first!]}'`, '| summarize value = count()', "| extend name = 'runs'"], DAY);
  }

  public retrainings(): IMetric {
    return this.query('retrainings', 'retraining', ["| where Outcome == 'started'", '| summarize value = count()', "| extend name = 'retrainings'"], DAY);
  }

  /** How often a signal has crossed a threshold, which Azure ML itself tells. */
  public breaches(signal: SignalName): IMetric {
    return this.query(`${SIGNAL_NAMES[signal]}: thresholds crossed`, 'breach', [`| where Signal == '${SIGNAL_NAMES[signal]}'`, '| summarize value = count()', `| extend name = '${SIGNAL_NAMES[signal]}'`], WINDOW);
  }

  /** For how many records the last run found what was right. */
  public groundTruth(): IMetric {
    return this.number('records with ground truth', 'modelQuality', 'ground-truth', '');
  }

  private number(what: string, signal: SignalName, metric: string, group: string): IMetric {
    return this.query(what, 'number', [
      `| where Signal == '${SIGNAL_NAMES[signal]}' and Metric == '${metric}' and Group == '${group}' and Segment == ''`,
      '| summarize arg_max(TimeGenerated, Value)',
      '| where isnotempty(Value)',
      `| project value = todouble(Value), name = '${group === '' ? metric : group}'`,
    ], DAY);
  }

  private query(what: string, kind: string, lines: readonly string[], period: Duration): IMetric {
    const { plan, guardName, logAnalyticsWorkspaceId } = this.props;
    return new QueryMetric({
      label: `${plan.name}: ${what}`,
      logAnalyticsWorkspaceId,
      query: [linesOf(guardName, kind), ...lines].join('\n'),
      valueColumn: 'value',
      nameColumn: 'name',
      unit: MetricUnit.COUNT,
      period,
    });
  }
}
