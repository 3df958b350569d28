import { Feature, FeatureGroupProps, FeatureSource } from '../../../src/core';
import { Problems } from '../../../src/core/private';
import { checkFeastGroups } from '../../../src/kubernetes/features/feast-checks';
import { newStack, path } from '../../core/jobs/fake-jobs';
import { planned, SPEND, STREAM, TABLE } from './stores';

function refused(...groups: FeatureGroupProps[]): string[] {
  const problems = new Problems(newStack(), 'Features');
  checkFeastGroups(planned({ groups }), problems);
  try {
    problems.throwIfAny();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function many(group: FeatureGroupProps, groups: number, features: number, description?: string): FeatureGroupProps[] {
  const columns = Array.from({ length: features }, (_, i) => Feature.float(`feature_${i}`, { description }));
  return Array.from({ length: groups }, (_, i) => ({ ...group, groupName: `group_${i}`, features: columns }));
}

describe('what a store of Feast cannot hold', () => {
  test('is more than a ConfigMap takes, in bytes', () => {
    expect(refused(...many(SPEND, 9, 490, 'x'.repeat(180)))).toEqual([expect.stringMatching(/features\/too-many.*described in \d{7} bytes.*ConfigMap/s)]);
    expect(refused(...many(SPEND, 9, 490))).toEqual([]);
  });

  test('is more in streams than a release of Helm takes', () => {
    expect(refused(...many(STREAM, 10, 600))).toEqual([expect.stringMatching(/features\/too-many.*release of Helm/s)]);
  });

  test.each(['features', 'features/ml-features/', 'features/ml-features/other'])('is a table at %p, where the files of its groups are', (key) => {
    expect(refused({ ...TABLE, source: FeatureSource.table(path(key)) })).toEqual([expect.stringContaining('features/table-folder')]);
  });

  test.each(['tables/products', 'features/ml-features-2/products'])('and a table elsewhere it holds: %p', (key) => {
    expect(refused({ ...TABLE, source: FeatureSource.table(path(key)) })).toEqual([]);
  });
});
