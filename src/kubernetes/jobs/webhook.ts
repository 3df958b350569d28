import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { jobLabel } from './pod-template';
import { RunStarter } from './run-starter';

const PORT = '12000';

/**
 * Argo Events: who posts with the token makes a run. It listens at `http://<job>-eventsource-svc.<namespace>.svc:12000/start`. https://argoproj.github.io/argo-events/eventsources/setup/webhook/ and
 * https://argoproj.github.io/argo-events/sensors/triggers/k8s-object-trigger/
 */
export function webhookManifests(plan: TrainingJobPlan<ClusterPlace>, { run, accountName }: RunStarter): Array<Record<string, unknown>> {
  const { name, place, triggers } = plan;
  if (!triggers.webhook) return [];
  const metadata = { name, namespace: place.namespace, labels: { ...place.traits.labels, ...jobLabel(plan) } };
  const { secretId, key } = triggers.webhook;
  return [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'EventSource',
      metadata,
      spec: {
        service: { ports: [{ port: Number(PORT), targetPort: Number(PORT) }] },
        webhook: { start: { port: PORT, endpoint: '/start', method: 'POST', authSecret: { name: secretId, key } } },
      },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Sensor',
      metadata,
      spec: {
        template: { serviceAccountName: accountName },
        dependencies: [{ name: 'start', eventSourceName: name, eventName: 'start' }],
        triggers: [{ template: { name: 'run', k8s: { operation: 'create', source: { resource: run } } }, atLeastOnce: false }],
      },
    },
  ];
}
