import { contentHash } from '../../core/private';
import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, metadataOf, namesOf, partLabels } from './drift-labels';
import { RESULTS_PORT } from './evidently-release';
import { monitorPod } from './monitor-pod';
import { ML_EXPORTER } from './program/ml-exporter';

type Json = Record<string, unknown>;

const PROBE = { httpGet: { path: '/health', port: 'metrics' } };

/**
 * Shows what the last run found to Prometheus, for as long as it is the last one: pods of runs are gone when they are looked at. Its account has no rights, neither in the cluster nor on
 * objects.
 */
export function resultsExporter(plan: ClusterDriftPlan, { monitors }: Pick<ClusterDriftBinding, 'monitors'>): Json[] {
  if (!monitors) return [];
  const name = namesOf(plan).results;
  const labels = partLabels(plan, 'results');
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(plan, name, labels), automountServiceAccountToken: false },
    deployment(plan, name, labels),
    ...monitors(name, labels),
  ];
}

function deployment(plan: ClusterDriftPlan, name: string, labels: Record<string, string>): Json {
  const pod = monitorPod(plan, {
    part: 'results',
    labels,
    serviceAccountName: name,
    usesApiServer: false,
    args: ['/drift/program/ml_exporter.py', '0.0.0.0', `${RESULTS_PORT}`],
    env: [{ name: 'MONITOR', value: plan.name }, { name: 'RESULTS_FILE', value: '/drift/results/results.json' }],
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    map: 'results',
    container: { ports: [{ name: 'metrics', containerPort: RESULTS_PORT }], readinessProbe: { ...PROBE, periodSeconds: 10 }, livenessProbe: { ...PROBE, periodSeconds: 30 } },
  }) as { metadata: Json; spec: Json };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(plan, name, labels),
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      // A program that has changed is read by new pods only.
      template: { ...pod, metadata: { ...pod.metadata, annotations: { 'ml-platform/program': contentHash(ML_EXPORTER) } } },
    },
  };
}
