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

/** What the page of a store shows of each group: what is measured of it. */
export function featureGraphs(groups: ReadonlyArray<{ readonly groupName: string; readonly metrics: FeatureGroupMetrics }>): FeatureGraph[] {
  return groups.flatMap(({ groupName, metrics }) => TITLES.flatMap(([key, title]) => {
    const metric = metrics[key];
    return metric ? [{ title: `${groupName}: ${title}`, metrics: [metric] }] : [];
  }));
}
