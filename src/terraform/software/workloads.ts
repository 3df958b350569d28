import { Construct } from 'constructs';
import { WorkloadsStack } from '../backends';
import { ProviderWish, useProviders, wishesOf } from '../providers';

/** The second stack of a cluster, whose providers reach its API server; the first call makes it. */
export function workloadsOf(cluster: Construct, wishes: readonly ProviderWish[]): WorkloadsStack {
  const stack = WorkloadsStack.for(cluster);
  if (wishesOf(stack).length === 0) useProviders(stack, ...wishes);
  return stack;
}
