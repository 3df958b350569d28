import {
  Accelerator, AlertChannel, Capacity, ITrainingCluster, Machine, MlPlatformProps, NodeGroup, Scaling, Severity, Size, TrainingClusterProps,
} from '../../src/core';
import { codesOf } from '../support/refusals';
import { clusterProps } from './cluster-props';
import { Built, Subject } from './facts';
import { SUBJECTS } from './subjects';

/** The targets with their names, for `describe.each`. */
export const NAMED_SUBJECTS = SUBJECTS.map((subject) => [subject.target.name, subject] as const);

export const CHANNELS = [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)];

/** Whether clusters are made here; elsewhere they exist, and are described. */
export const isCloud = (subject: Subject) => subject.region !== undefined;

export type BuiltCluster = Built & { readonly cluster: ITrainingCluster };

/** A platform with one cluster `Train`, in a new app. */
export function buildCluster(subject: Subject, props: Partial<TrainingClusterProps> = {}, platformProps: MlPlatformProps = {}): BuiltCluster {
  const built = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' }, ...platformProps });
  return { ...built, cluster: built.platform.addTrainingCluster('Train', clusterProps(subject, props)) };
}

/** The codes with which such a cluster is refused. */
export function refusalOf(subject: Subject, props: Partial<TrainingClusterProps>, platformProps?: MlPlatformProps): string[] {
  return codesOf(() => buildCluster(subject, props, platformProps));
}

export const oneGroup = (group: NodeGroup): Partial<TrainingClusterProps> => ({ nodeGroups: [group] });

/** Five groups that cover the ways in which machines are bought and scaled; on an existing cluster, what can be said of one. */
export function groupsOf(subject: Subject): NodeGroup[] {
  const described: NodeGroup[] = [
    { accelerator: Accelerator.a100(8, 80), scaling: Scaling.fixed(2) },
    { name: 'cpus', machine: Machine.custom('m1', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(3) },
  ];
  if (!isCloud(subject)) return described;
  return [
    { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
    { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) },
    { name: 'kept', accelerator: Accelerator.t4(), scaling: Scaling.elastic(1, 4) },
    { name: 'booked', accelerator: Accelerator.t4(4), scaling: Scaling.fixed(2), capacity: Capacity.reservation(subject.reservation) },
    { name: 'cpus', machine: Machine.general(16), scaling: Scaling.elastic(0, 10) },
  ];
}
