import { IConstruct } from 'constructs';
import { Egress } from '../network';
import { deepFreeze, Problems } from '../private';
import { planClusterAlarms } from './cluster-alarm-plan';
import { ExistingTrainingClusterProps } from './existing-training-cluster';
import { planNodeGroups } from './node-group-plan';
import { egressOf, TrainingClusterContext, TrainingClusterPlan } from './training-cluster-plan';

/** What a target renders for a cluster that exists already: it makes no nodes, so that there is nothing to ask of a quota. */
export interface ExistingClusterPlan extends Pick<TrainingClusterPlan, 'name' | 'groups' | 'egress' | 'alarms' | 'hasGpus'> {
  /** What it has already, by the names that software has. */
  readonly provided: readonly string[];
}

/** A cluster with its name, which may be known only at deployment. */
export interface ExistingCluster extends ExistingTrainingClusterProps {
  readonly clusterName: string;
}

/** What the target knows when it asks for a plan. */
export interface ExistingClusterContext extends Pick<TrainingClusterContext, 'target' | 'platform'> {
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: ExistingClusterPlan, problems: Problems): void;
}

/** Completes what is told of a cluster; throws all that is wrong at once, before anything was made. What the groups have is believed. */
export function planExistingCluster(
  scope: IConstruct,
  id: string,
  { clusterName: name, nodeGroups = [], egress, existingSoftware = [] }: ExistingCluster,
  { target, platform, check }: ExistingClusterContext,
): ExistingClusterPlan {
  const problems = new Problems(scope, id);
  // A cluster may leave its nodes untold.
  const groups = nodeGroups.length > 0 ? planNodeGroups(nodeGroups, { target, acknowledged: [] }, problems) : [];
  const hasGpus = groups.some(({ gpus }) => gpus > 0);
  const plan: ExistingClusterPlan = {
    name,
    groups,
    egress: egressOf(egress ?? platform.egress ?? Egress.nat()),
    alarms: planClusterAlarms(name, hasGpus, platform.profile),
    hasGpus,
    provided: [...new Set(existingSoftware)],
  };
  check(plan, problems);
  problems.throwIfAny();
  return deepFreeze(plan);
}
