import { sortedKeys } from '../private';
import { Approval } from './approval';
import { ModelCard } from './model-card';

/** What a card says, as tags, where a registry has no schema for cards. */
export function cardTags(card: ModelCard | undefined): Record<string, string> {
  if (!card) return {};
  const { metrics = [], details = {}, riskRating = 'Unknown', ...texts } = card.content;
  const said = Object.entries({ ...texts, riskRating }).filter(([, text]) => text !== undefined).map(([name, text]) => [`card.${name}`, text]);
  const measured = metrics.map(({ metricName, value, dataset }) => [`metric.${metricName}${dataset === undefined ? '' : `.${dataset}`}`, String(value)]);
  const further = Object.entries(details).map(([name, text]) => [`card.details.${name}`, text]);
  return sortedKeys(Object.fromEntries([...said, ...measured, ...further]) as Record<string, string>);
}

/** What was decided about a version, as tags. */
export function approvalTags({ status, by, reason }: Approval): Record<string, string> {
  return { approval: status, ...(by === undefined ? {} : { 'decided-by': by }), ...(reason === undefined ? {} : { 'decided-why': reason }) };
}
