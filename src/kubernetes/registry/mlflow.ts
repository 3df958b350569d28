import { ClusterTraits, IClusterSoftware, ManifestSet, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { watchedBy } from '../monitoring/watched-by';
import { MlflowDatabase, MlflowProps } from './mlflow-props';

/** Its namespace, its release and its service; other programs find it by this name. */
const NAME = 'mlflow';

/** What the service is called from any namespace. The server answers to no other name: https://mlflow.org/docs/latest/self-hosting/security/network/ */
const HOSTS = [`${NAME}.${NAME}`, `${NAME}.${NAME}.svc`, `${NAME}.${NAME}.svc.cluster.local`];

/** Where the images lie that the chart names: https://github.com/community-charts/helm-charts/blob/mlflow-1.11.5/charts/mlflow/values.yaml */
const SERVER = 'docker.io/burakince/mlflow';
const BUSYBOX = 'docker.io/library/busybox';

/** The port of the pods, which network policies are about. */
const POD_PORT = 5000;

/**
 * A server of MLflow: experiments and the registry of models, with a database of PostgreSQL that is there, and an S3-compatible store. It stands twice, and only the pods
 * of the namespaces that are named reach it, at `http://mlflow.mlflow.svc.cluster.local`.
 *
 * The Secrets that it names are made by you, in the namespace `mlflow`.
 *
 * @see https://community-charts.github.io/docs/charts/mlflow/usage
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function track(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Mlflow({
 *     namespaces: ['ml', 'ml-models'],
 *     database: { host: 'postgres.acme.internal', databaseName: 'mlflow', credentialsSecret: 'mlflow-database' },
 *     artifacts: { endpoint: 'https://s3.acme.internal', bucketName: 'mlflow', credentialsSecret: 'mlflow-s3' },
 *   }));
 * }
 */
export class Mlflow implements IClusterSoftware {
  public readonly softwareName: string = NAME;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props where it keeps what
   */
  public constructor(private readonly props: MlflowProps) {}

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const { database, artifacts, allowedHosts = [] } = this.props;
    const { enabled, labels } = watchedBy(cluster);
    const values = {
      replicaCount: 2,
      backendStore: {
        databaseMigration: true,
        databaseConnectionCheck: true,
        postgres: postgres(database),
        existingDatabaseSecret: { name: database.credentialsSecret },
      },
      artifactRoot: {
        // Clients then need no key of the store, but go through the server.
        proxiedArtifactStorage: true,
        s3: { enabled: true, bucket: artifacts.bucketName, path: artifacts.prefix ?? '', existingSecret: { name: artifacts.credentialsSecret } },
      },
      extraEnvVars: { MLFLOW_S3_ENDPOINT_URL: artifacts.endpoint, AWS_DEFAULT_REGION: artifacts.region ?? 'us-east-1' },
      serverAllowedHosts: [...HOSTS, ...allowedHosts],
      podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      serviceAccount: { automount: false },
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
      serviceMonitor: { enabled, namespace: NAME, ...(enabled ? { labels } : {}) },
      ...(mirror ? images(mirror) : {}),
    };
    return {
      namespaces: [{ name: NAME, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } }],
      charts: [{ releaseName: NAME, ...CHARTS.mlflow, namespace: NAME, values }],
      manifests: [this.doors(cluster)],
    };
  }

  /** It asks nobody for a password, so it is closed to all but the namespaces that are named. */
  private doors({ labels }: ClusterTraits): ManifestSet {
    const from = [NAME, ...this.props.namespaces].map((namespace) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }));
    return {
      name: 'mlflow-doors',
      namespace: NAME,
      manifests: [{
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'named-namespaces', namespace: NAME, labels: { ...labels } },
        spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: POD_PORT, protocol: 'TCP' }] }] },
      }],
    };
  }
}

function postgres({ host, databaseName, port = 5432 }: MlflowDatabase): Record<string, unknown> {
  return { enabled: true, host, port, database: databaseName, driver: 'psycopg2' };
}

function images(mirror: string): Record<string, unknown> {
  const [server, busybox] = [SERVER, BUSYBOX].map((image) => ({ repository: mirroredImage(mirror, image) }));
  return { image: server, initImages: { dbchecker: busybox, mlflowDbMigration: server, iniFileInitializer: busybox } };
}
