import { Break, has } from './breaks';
import { onlyMonitor } from './drift-builds';
import { DriftMonitorFacts, Facts } from './facts';

// What an auditor finds of the one monitor of a program.
export const monitor = (expected: Partial<DriftMonitorFacts>) => (facts: Facts) => expect(onlyMonitor(facts)).toMatchObject(expected);
export const thresholds = (expected: Record<string, number>) => (facts: Facts) => expect(onlyMonitor(facts).thresholds).toMatchObject(expected);
export const retraining = (expected: Partial<DriftMonitorFacts['retraining']>) => (facts: Facts) => expect(onlyMonitor(facts).retraining).toMatchObject(expected!);
export const reads = (prefix: string) => (facts: Facts) => expect(onlyMonitor(facts).reads).toContain(prefix);
export const writes = (prefix: string) => (facts: Facts) => expect(onlyMonitor(facts).writes).toContain(prefix);
export const inCluster = (right: string) => (facts: Facts) => has(onlyMonitor(facts).clusterRights!, right);
export const noSignal = (signal: string) => (facts: Facts) => expect(onlyMonitor(facts).signals).not.toContain(signal);
export const noThreshold = (name: string) => (facts: Facts) => expect(onlyMonitor(facts).thresholds).not.toHaveProperty([name]);
export const capture = (percent: number | undefined) => ({ endpoints: [endpoint] }: Facts) => expect(endpoint!.capture?.percent).toBe(percent);
export const nothingWatched = (facts: Facts) => expect([facts.endpoints[0]!.capture, onlyMonitor(facts).watches]).toEqual([undefined, '']);
export const unlimited: Break['shows'] = (facts) => expect(onlyMonitor(facts).maxRunSeconds).toBeUndefined();
export const noRetraining: Break['shows'] = (facts) => expect(onlyMonitor(facts).retraining).toBeUndefined();
export const silent: Break['shows'] = ({ alarms }) => expect(alarms.filter(({ routed }) => !routed)).toHaveLength(1);
export const nothingOnPage: Break['shows'] = ({ graphs }) => expect(graphs.join('\n')).not.toMatch(/in production/i);
