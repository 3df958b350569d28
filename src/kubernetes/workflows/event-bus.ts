/** The newest version of JetStream that the chart's controller knows: https://github.com/argoproj/argo-helm/blob/argo-events-2.4.22/charts/argo-events/values.yaml */
export const JETSTREAM = {
  version: '2.10.10',
  natsImage: 'docker.io/library/nats:2.10.10',
  metricsExporterImage: 'docker.io/natsio/prometheus-nats-exporter:0.14.0',
  configReloaderImage: 'docker.io/natsio/nats-server-config-reloader:0.14.0',
  startCommand: '/nats-server',
} as const;

/** What the pods of the bus run as; nothing in their images asks for another user. */
const POD_SECURITY = { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } };
const CONTAINER = { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };

/**
 * The bus of a namespace: three servers of JetStream on nodes of their own where there are as many, each with a disk. Sources of events and sensors find
 * it by the name `default`: https://argoproj.github.io/argo-events/eventbus/eventbus/
 */
export function eventBus(namespace: string, storageGib: number, labels: Readonly<Record<string, string>>): Record<string, unknown> {
  const matchLabels = { 'controller': 'eventbus-controller', 'eventbus-name': 'default' };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'EventBus',
    metadata: { name: 'default', namespace, labels },
    spec: {
      jetstream: {
        version: JETSTREAM.version,
        replicas: 3,
        persistence: { accessMode: 'ReadWriteOnce', volumeSize: `${storageGib}Gi` },
        securityContext: POD_SECURITY,
        containerTemplate: CONTAINER,
        reloaderContainerTemplate: CONTAINER,
        metricsContainerTemplate: CONTAINER,
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 100, podAffinityTerm: { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname' } },
            ],
          },
        },
      },
    },
  };
}
