import { literal, Problems } from '../../core/private';
import { OBJECT_NAME } from './object-name';

type Labels = Readonly<Record<string, string>>;

/** The names of priorities, in an order that does not depend on the language of the program. */
export function priorityNames(priorities: Readonly<Record<string, number>> = {}): string[] {
  return Object.keys(priorities).sort();
}

/** They order jobs and decide who is stopped; the priority of pods on nodes is another: https://kueue.sigs.k8s.io/docs/concepts/workload_priority_class/ */
export function priorityManifests(priorities: Readonly<Record<string, number>> = {}, labels: Labels): Record<string, unknown>[] {
  return priorityNames(priorities).map((name) => ({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'WorkloadPriorityClass', metadata: { name, labels }, value: priorities[name] }));
}

/** `value` is an int32: https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/apis/kueue/v1beta2/workloadpriorityclass_types.go */
const RANGE = { least: -(2 ** 31), most: 2 ** 31 - 1 };

/** Notes names that no label can carry, and values that are none. */
export function checkPriorities(priorities: Readonly<Record<string, number>> = {}, problems: Problems): void {
  priorityNames(priorities).forEach((name) => {
    const value = priorities[name]!;
    if (!OBJECT_NAME.test(name)) {
      problems.add('kueue/priority', `'${name}' cannot name a priority, since jobs carry it as a label: use up to 63 lower-case letters, digits and hyphens`);
    }
    if (problems.collect(() => literal(value, `the value of the priority '${name}'`)) === undefined) return;
    if (!Number.isInteger(value) || value > RANGE.most || value < RANGE.least) {
      problems.add('kueue/priority', `the priority '${name}' cannot have the value ${value}: give a whole number of 32 bits, from ${RANGE.least} to ${RANGE.most}`);
    }
  });
}
