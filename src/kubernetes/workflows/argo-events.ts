import { ClusterTraits, IClusterSoftware, Size, SoftwareParts } from '../../core';
import { Problems } from '../../core/private';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor, watchedBy } from '../monitoring/watched-by';
import { eventBus, JETSTREAM } from './event-bus';
import { checkNamespaces, namespacesToMake } from './namespaces';

/** Where events are heard. */
export interface ArgoEventsProps {
  /** The namespaces that sources of events and sensors stand in; each gets a bus of its own. */
  readonly namespaces: string[];

  /**
   * Whether the namespaces are made, where no other software of the cluster has made them. Kueue labels those of its teams, so that it goes before.
   * @default true
   */
  readonly createNamespaces?: boolean;

  /**
   * The disk of each of the three servers of a bus.
   * @default Size.gibibytes(10)
   */
  readonly storage?: Size;
}

/** The user that the chart proposes; the image is made of one static program. */
const USER = 9731;

/**
 * Argo Events: something happens, such as a file that arrives or a webhook that is called, and a workflow or a job starts. Each namespace has a bus on which
 * events wait until they are handled, encrypted and with a password, and kept through restarts.
 *
 * Throws `workflows/no-namespace`, `workflows/namespace-twice`, `training/namespace`.
 *
 * @see https://argoproj.github.io/argo-events/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function listen(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.ArgoEvents({ namespaces: ['vision'] }));
 * }
 */
export class ArgoEvents implements IClusterSoftware {
  public readonly softwareName: string = 'argo-events';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  private readonly namespaces: string[];

  /**
   * @param props where events are heard
   */
  public constructor(private readonly props: ArgoEventsProps) {
    const problems = new Problems();
    checkNamespaces(props.namespaces, 'Argo Events', problems);
    problems.throwIfAny();
    this.namespaces = [...props.namespaces];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { createNamespaces = true, storage = Size.gibibytes(10) } = this.props;
    const namespace = this.softwareName;
    const buses = this.namespaces.map((name) => eventBus(name, storage.toGibibytes(), cluster.labels));
    return {
      namespaces: [
        { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
        ...(createNamespaces ? namespacesToMake(this.namespaces) : []),
      ],
      charts: [{ releaseName: this.softwareName, ...CHARTS.argoEvents, namespace, values: valuesOf(cluster) }],
      manifests: [{ name: 'argo-events-buses', namespace, manifests: buses }],
    };
  }
}

function valuesOf(cluster: ClusterTraits): Record<string, unknown> {
  const { mirror } = cluster;
  return {
    // Whoever may edit a namespace may edit its sources and sensors, as with Argo Workflows.
    createAggregateRoles: true,
    global: {
      securityContext: { runAsNonRoot: true, runAsUser: USER, seccompProfile: { type: 'RuntimeDefault' } },
      ...(mirror ? { image: { repository: mirroredImage(mirror, 'quay.io/argoproj/argo-events') } } : {}),
    },
    controller: {
      replicas: 2,
      pdb: { enabled: true, minAvailable: 1 },
      containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      metrics: { enabled: watchedBy(cluster).enabled, serviceMonitor: serviceMonitor(cluster) },
    },
    ...(mirror ? { configs: mirroredBuses(mirror) } : {}),
  };
}

/** Only what the mirror is told of: the one version that buses are made with, and none of NATS Streaming, which is at its end. */
function mirroredBuses(mirror: string): Record<string, unknown> {
  const { version, natsImage, metricsExporterImage, configReloaderImage, startCommand } = JETSTREAM;
  const images = { natsImage, metricsExporterImage, configReloaderImage };
  const mirrored = Object.fromEntries(Object.entries(images).map(([name, image]) => [name, mirroredImage(mirror, image)]));
  return { nats: { versions: [] }, jetstream: { versions: [{ version, ...mirrored, startCommand }] } };
}
