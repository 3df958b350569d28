import { FeatureGroupPlan, hasPersonalData } from '../../core/features/feature-group-plan';
import { LONGEST_LABEL, NOT_IN_LABELS } from '../../facts/gcp/registry-limits';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What is said of a group by labels: whose it is, and whether it has personal data. */
export function groupLabels({ tags }: IMlPlatform, group: FeatureGroupPlan): Record<string, string> {
  const owner = labelValue(group.owner ?? '');
  return {
    ...tags,
    feature_group: labelValue(group.groupName),
    ...(owner ? { owner } : {}),
    ...(hasPersonalData(group) ? { personal_data: 'true' } : {}),
  };
}

/** What is said of a group in words: a label cannot have an address in it. */
export function groupDescription({ groupName, description, owner }: FeatureGroupPlan): string {
  return [description || `Features of ${groupName}`, owner ? `Owner: ${owner}` : ''].filter(Boolean).join('. ');
}

function labelValue(text: string): string {
  return text.toLowerCase().replace(NOT_IN_LABELS, '-').slice(0, LONGEST_LABEL).replace(/^[-_]+|[-_]+$/g, '');
}
