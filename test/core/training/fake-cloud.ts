import { Construct, RootConstruct } from 'constructs';
import { Accelerator, ClusterAccess, NodeGroup, Profile, Scaling, TrainingClusterProps } from '../../../src/core';
import { Target } from '../../../src/core/private';
import { MachineCatalogue } from '../../../src/core/training/machine-catalogue';
import { planTrainingCluster, TrainingClusterContext, TrainingClusterPlan } from '../../../src/core/training/training-cluster-plan';
import { ABLE } from '../../support/fake-target';

/** A cloud with few machines, so that core is tested without one. */
export const CATALOGUE: MachineCatalogue = {
  cloud: 'Acme Cloud',
  machines: {
    'small.t4': { accelerator: 't4', gpus: 1, cpus: 8, memoryGib: 32, fabric: false },
    'old.t4': { accelerator: 't4', gpus: 1, cpus: 4, memoryGib: 16, fabric: false },
    'large.t4': { accelerator: 't4', gpus: 4, cpus: 48, memoryGib: 192, fabric: false },
    'fast.h100': { accelerator: 'h100', gpus: 8, cpus: 192, memoryGib: 2048, fabric: true },
    'general.4': { gpus: 0, cpus: 4, memoryGib: 16, fabric: false },
    'memory.4': { gpus: 0, cpus: 4, memoryGib: 32, fabric: false },
  },
  general: { 4: 'general.4' },
  memory: { 4: 'memory.4' },
  regions: { t4: ['eu-central-1', 'us-east-1'], h100: ['eu-west-1', 'us-east-1'] },
};

export const NAME_RULE = {
  what: 'a cluster',
  minLength: 1,
  maxLength: 20,
  pattern: /^[a-z0-9-]+$/,
  allowed: 'lower-case letters, digits and hyphens',
  separator: '-',
};

export const T4S: NodeGroup = { name: 'gpus', accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 4) };

/** A target without what is named. */
export function lacking(...capabilities: Array<keyof Target['refusals']>): Target {
  return { ...ABLE, refusals: Object.fromEntries(capabilities.map((capability) => [capability, { reason: 'reason', alternative: 'alternative' }])) };
}

export function plan(props: Partial<TrainingClusterProps> = {}, overrides: Partial<TrainingClusterContext> = {}, id = 'Train'): TrainingClusterPlan {
  return planTrainingCluster(new Construct(new RootConstruct('App'), 'Stack'), id, { nodeGroups: [T4S], ...props }, {
    target: ABLE,
    platform: { platformName: 'ml', profile: Profile.production().settings },
    nameRule: NAME_RULE,
    region: 'eu-central-1',
    catalogue: CATALOGUE,
    versions: { supported: ['1.32', '1.33', '1.34'], proven: '1.33' },
    defaultAccess: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
    deployedByRunner: true,
    check: () => undefined,
    ...overrides,
  });
}
