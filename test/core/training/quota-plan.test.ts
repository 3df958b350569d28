import { sumQuotas } from '../../../src/core/training/quota-plan';

const GROUPS = [{ name: 'small', max: 4, cpus: 8 }, { name: 'large', max: 2, cpus: 96 }, { name: 'spot', max: 10, cpus: 8 }];

test('groups that count against one quota add up, at their largest, in the order of the first', () => {
  const needs = sumQuotas(GROUPS, 'eu-central-1', ({ name, cpus }) => [
    { quota: name === 'spot' ? 'spot vCPUs' : 'vCPUs', unit: 'vCPU', perNode: cpus },
    ...(name === 'large' ? [{ quota: 'instances', unit: 'instance', perNode: 1 }] : []),
  ]);
  expect(needs).toEqual([
    { quota: 'vCPUs', region: 'eu-central-1', unit: 'vCPU', needed: 224, nodeGroups: ['small', 'large'] },
    { quota: 'instances', region: 'eu-central-1', unit: 'instance', needed: 2, nodeGroups: ['large'] },
    { quota: 'spot vCPUs', region: 'eu-central-1', unit: 'vCPU', needed: 80, nodeGroups: ['spot'] },
  ]);
});

test('groups that count against none need none', () => expect(sumQuotas(GROUPS, 'eu-central-1', () => [])).toEqual([]));
