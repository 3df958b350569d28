import { IMetric } from '../observability';
import { FeatureGroupMetrics } from './feature-group';

/** One graph of a store's page. */
export interface FeatureGraph {
  readonly title: string;
  readonly metrics: readonly IMetric[];
}

const TITLES: ReadonlyArray<[keyof FeatureGroupMetrics, string]> = [
  ['reads', 'reads'],
  ['writes', 'writes'],
  ['lag', 'lag of the stream'],
  ['deadLetters', 'dead letters'],
  ['failures', 'failures'],
];

/** Of what a page shows. */
interface MeasuredGroup {
  readonly groupName: string;
  readonly metrics: FeatureGroupMetrics;
}

/** What the page of a store shows of each group: what is measured of it. Where that is more than a page takes, groups share one graph for each measurement. */
export function featureGraphs(groups: readonly MeasuredGroup[], most = Infinity): FeatureGraph[] {
  const graphs = graphsOf(groups);
  return graphs.length <= most ? graphs : sharedGraphs(groups);
}

function sharedGraphs(groups: readonly MeasuredGroup[]): FeatureGraph[] {
  return TITLES.flatMap(([key, title]) => {
    const metrics = groups.flatMap((group) => group.metrics[key] ?? []);
    return metrics.length > 0 ? [{ title, metrics }] : [];
  });
}

function graphsOf(groups: readonly MeasuredGroup[]): FeatureGraph[] {
  return groups.flatMap(({ groupName, metrics }) => TITLES.flatMap(([key, title]) => {
    const metric = metrics[key];
    return metric ? [{ title: `${groupName}: ${title}`, metrics: [metric] }] : [];
  }));
}
