import { BatchOutput, DriftMonitorKind, DriftMonitorProps, DriftSignal, Facet, GroundTruth, QualityMetric, QualityThreshold, Segment } from '../../../src/core';
import { EVIDENTLY_SERVICE } from '../../../src/core/drift/evidently-service';
import { ClusterDrift } from '../../../src/kubernetes/drift/cluster-drift';
import { ClusterDriftBinding } from '../../../src/kubernetes/drift/cluster-drift-binding';
import { ClusterDriftPlan } from '../../../src/kubernetes/drift/drift-labels';
import { podMonitorOf } from '../../../src/kubernetes/monitoring/pod-monitor';
import { plan } from '../../core/drift/fake-drift';
import { clusterWith, path } from '../../core/jobs/fake-jobs';
import { Json, one, written } from '../features/stores';

export const PROVIDED = ['prometheus-operator', 'argo-workflows', 'job-resnet'];
export const CLUSTER = clusterWith({ provided: PROVIDED });

/** All that a monitor can measure. */
export const ALL: Partial<DriftMonitorProps> = {
  groundTruth: GroundTruth.folder(path('fraud/truth')),
  segments: [Segment.of('country', 'NL')],
  signals: [
    DriftSignal.dataQuality(),
    DriftSignal.dataDrift({ features: { country: 0.25 } }),
    DriftSignal.predictionDrift(),
    DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
    DriftSignal.bias([Facet.of('sex', 'female')]),
    DriftSignal.attributionDrift(),
  ],
};

export const BINDING: ClusterDriftBinding = {
  serviceAccountName: 'ml-drift',
  podLabels: { 'azure.workload.identity/use': 'true' },
  monitors: (name, matchLabels) => podMonitorOf({ name, namespace: 'fraud', port: 'metrics', matchLabels }, CLUSTER_TRAITS),
  // As the targets' tokens do, when everything is written.
  lazy: (produce) => ({ resolve: produce }),
};

const CLUSTER_TRAITS = { clusterName: 'ml', clusterSystem: 'kubernetes', driversInstalled: true, provided: PROVIDED, nodeGroups: [], labels: { platform: 'ml' } };

/** A monitor of a batch output in the namespace 'fraud', unless something else is said. */
export function planned(props: Partial<DriftMonitorProps> = {}, cluster = CLUSTER): ClusterDriftPlan {
  const kind = DriftMonitorKind.evidently(cluster, { namespace: 'fraud' });
  return plan({ batchOutput: BatchOutput.folder(path('fraud/scored')), kind, ...props }, { evidently: EVIDENTLY_SERVICE }) as ClusterDriftPlan;
}

export function monitorOf(props?: Partial<DriftMonitorProps>, binding: Partial<ClusterDriftBinding> = {}, cluster = CLUSTER) {
  const of = planned(props, cluster);
  const monitor = new ClusterDrift(of, { ...BINDING, ...binding });
  const manifests = () => written(monitor.parts(of.place.traits).manifests![0]!.manifests) as Json[];
  return { plan: of, monitor, manifests, one: (kind: string, ending = '') => one(manifests(), kind, `${of.name}${ending}`) };
}

export function settingsOf(manifests: readonly Json[]): Json {
  const found = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && (metadata.name as string).endsWith('-settings'))!;
  return JSON.parse(found.data['settings.json'] as string) as Json;
}
