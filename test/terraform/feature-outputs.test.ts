import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { IFeatureGroup, IFeatureStore } from '../../src/core';
import { featureOutputs } from '../../src/terraform';
import { synthApp } from '../support/terraform';

const GROUPS: ReadonlyArray<Partial<IFeatureGroup>> = [
  { groupName: 'clicks', groupId: 'id-1', offlineLocation: 'shop.clicks', streamName: 'acme-clicks' },
  { groupName: 'shops', groupId: 'id-2', offlineLocation: 'shop.shops' },
];

/** The outputs of a store with these groups, by their names. */
function outputsOf(groups: ReadonlyArray<Partial<IFeatureGroup>>, more?: Record<string, string | undefined>): Record<string, unknown> {
  const app = Testing.app();
  const construct = new Construct(new TerraformStack(app, 'stack'), 'Features');
  const found = (name: string) => groups.find(({ groupName }) => groupName === name)!;
  featureOutputs(Object.assign(construct, { featureStoreName: 'shop', groupNames: groups.map(({ groupName }) => groupName), group: found }) as unknown as IFeatureStore, more);
  const { output } = synthApp(app).only.json as { output: Record<string, { value: unknown }> };
  return Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));
}

test('what other programs need is told by the names of the groups, and of what a group lacks nothing', () => {
  expect(outputsOf(GROUPS, { serverUrl: 'http://shop', onlineStoreId: undefined })).toEqual({
    features_feature_store_name: 'shop',
    features_server_url: 'http://shop',
    features_group_ids: { clicks: 'id-1', shops: 'id-2' },
    features_offline_locations: { clicks: 'shop.clicks', shops: 'shop.shops' },
    features_stream_names: { clicks: 'acme-clicks' },
  });
});

test('what no group has is no output', () => {
  expect(Object.keys(outputsOf([GROUPS[1]!]))).not.toContain('features_stream_names');
});
