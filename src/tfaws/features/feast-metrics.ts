import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Comparison, FeatureGroupMetrics, IMetric, MetricUnit } from '../../core';
import { Watched } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import {
  FEAST_NAMESPACE, feastLineCount, feastLines, feastMetric, feastRequests, FeastSource, feastTableName,
} from '../../facts/aws/features-feast';
import { freshnessPeriods } from '../../facts/aws/features-metrics';
import { fill } from '../../facts/aws/fill';
import { refreshName } from '../../kubernetes/features/feature-jobs';
import { feastProject, isRefreshed } from '../../kubernetes/features/feature-labels';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '../../providers/aws/cloudwatch-log-metric-filter';
import { FeatureReading, readSeries } from './feature-metrics';

export interface FeastMetricsProps {
  readonly platformName: string;
  readonly store: FeatureStorePlan<FeastPlace>;
  readonly group: FeatureGroupPlan;
}

/** What is measured of a group of Feast: requests to its table, and what those say in their logs that bring values. */
export class FeastMetrics extends Construct {
  public readonly metrics: FeatureGroupMetrics;
  /** Absent where nobody expects new values in time. */
  public readonly stale?: Watched;

  public constructor(scope: Construct, id: string, private readonly props: FeastMetricsProps) {
    super(scope, id);
    const { store, group } = props;
    const { online, freshnessSeconds } = group;
    const source = sourceOf(group);
    if (source) this.countLines(source);
    this.metrics = { ...(online !== undefined && !store.place.database && this.requests()), ...(source && this.ofSource(source)) };
    if (freshnessSeconds === undefined) return;
    const { periodSeconds, periods } = freshnessPeriods(freshnessSeconds);
    this.stale = { metric: this.lines('written', { label: 'written', periodSeconds }), threshold: 1, comparison: Comparison.BELOW, periods };
  }

  private requests(): FeatureGroupMetrics {
    const { store, group: { groupName } } = this.props;
    const table = feastTableName(feastProject(store.name), groupName);
    const count = (operation: 'BatchGetItem' | 'BatchWriteItem', what: string) => {
      return readSeries(feastRequests(table, operation), { label: `${groupName}: ${what}`, samples: true });
    };
    return { reads: count('BatchGetItem', 'reads'), writes: count('BatchWriteItem', 'writes') };
  }

  private ofSource(source: FeastSource): FeatureGroupMetrics {
    if (source === 'files') return { failures: this.lines('failed', { label: 'failures' }) };
    return {
      writes: this.lines('written', { label: 'writes' }),
      lag: this.lines('lag', { label: 'lag', largest: true, unit: MetricUnit.MILLISECONDS }),
      deadLetters: this.lines('deadLetters', { label: 'dead letters' }),
    };
  }

  private countLines(source: FeastSource): void {
    const { platformName, store, group } = this.props;
    const { traits: { clusterName }, namespace } = store.place;
    const facts = { cluster: clusterName, namespace, store: store.name, groupName: group.groupName, refresh: refreshName(store, group) };
    Object.entries(feastLines(source, facts)).forEach(([what, { logGroup, pattern, value }]) => {
      const name = feastMetric(store.name, group.groupName, what);
      const metricTransformation = { namespace: fill<string>(FEAST_NAMESPACE, { name: platformName }), name, value };
      new CloudwatchLogMetricFilter(this, what, { name, logGroupName: logGroup, pattern, metricTransformation, dependsOn: this.logGroups() });
    });
  }

  private lines(what: string, reading: FeatureReading): IMetric {
    const { platformName, store, group: { groupName } } = this.props;
    return readSeries(feastLineCount(platformName, feastMetric(store.name, groupName, what)), { ...reading, label: `${groupName}: ${reading.label}` });
  }

  /** Those of a cluster of this stack; those of another are there before. */
  private logGroups(): CloudwatchLogGroup[] {
    const groups = this.props.store.place.cluster.node.findAll().filter((child): child is CloudwatchLogGroup => child instanceof CloudwatchLogGroup);
    return groups.filter((group) => TerraformStack.of(group) === TerraformStack.of(this));
  }
}

function sourceOf(group: FeatureGroupPlan): FeastSource | undefined {
  if (group.source.kind === 'stream') return 'stream';
  return isRefreshed(group) ? 'files' : undefined;
}
