import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { IMAGES } from '../../facts/kubernetes/images';
import { ConfigMapV1 } from '../../providers/kubernetes/config-map-v1';
import { IngressV1 } from '../../providers/kubernetes/ingress-v1';
import { NetworkPolicyV1 } from '../../providers/kubernetes/network-policy-v1';
import { PodDisruptionBudgetV1 } from '../../providers/kubernetes/pod-disruption-budget-v1';
import { ServiceV1 } from '../../providers/kubernetes/service-v1';
import { KubernetesResource } from '../../terraform';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../workload/restricted';
import { ImageRegistry } from './image-registry';
import { ObjectStorage } from './object-storage';

interface RegistryServiceProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly bucket: string;
  readonly storage: ObjectStorage;
  readonly registry: ImageRegistry;
}

const PORT = 5000;

/** CNCF Distribution, twice, in front of the object store, behind the cluster's Ingress. */
export class RegistryService extends Construct {
  public readonly deployment: KubernetesResource;
  public readonly ingress: IngressV1;

  public constructor(scope: Construct, id: string, private readonly props: RegistryServiceProps) {
    super(scope, id);
    const { name, namespace, labels } = props;
    const config = { 'config.yml': JSON.stringify(configuration(props)) };
    const settings = new ConfigMapV1(this, 'Settings', { metadata: { name, namespace, labels }, data: config });
    this.deployment = this.run(settings, stableSuffix(config['config.yml']));
    new PodDisruptionBudgetV1(this, 'Budget', { metadata: this.metadata(), spec: { minAvailable: '1', selector: this.selector() } });
    const service = new ServiceV1(this, 'Service', {
      metadata: this.metadata(),
      spec: { selector: this.selector().matchLabels, port: [{ name: 'http', port: PORT, targetPort: String(PORT) }] },
    });
    new NetworkPolicyV1(this, 'AllowIngress', {
      metadata: { ...this.metadata(), name: `${name}-ingress` },
      spec: { podSelector: this.selector(), policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: String(PORT), protocol: 'TCP' }] }] },
    });
    this.ingress = this.expose(service);
  }

  private run(settings: ConfigMapV1, configHash: string): KubernetesResource {
    const { storage, registry } = this.props;
    const credential = (name: string, key: string) => ({ name, value_from: { secret_key_ref: { name: storage.credentialsSecret, key } } });
    const probe = { http_get: { path: '/', port: String(PORT) } };
    return new KubernetesResource(this, 'Resource', 'kubernetes_deployment_v1', {
      metadata: this.metadata(),
      spec: {
        replicas: '2',
        selector: { match_labels: this.selector().matchLabels },
        template: {
          // A changed configuration has to replace the pods: the hash makes it visible to the Deployment.
          metadata: { labels: { ...this.props.labels, ...this.selector().matchLabels }, annotations: { 'ml-platform-constructs/config': configHash } },
          spec: {
            ...RESTRICTED_POD,
            container: [
              {
                name: 'registry',
                image: IMAGES.registry,
                args: ['/etc/distribution/config.yml'],
                port: [{ container_port: PORT }],
                env: [
                  credential('REGISTRY_STORAGE_S3_ACCESSKEY', 'AWS_ACCESS_KEY_ID'),
                  credential('REGISTRY_STORAGE_S3_SECRETKEY', 'AWS_SECRET_ACCESS_KEY'),
                ],
                liveness_probe: probe,
                readiness_probe: probe,
                resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
                security_context: RESTRICTED_CONTAINER,
                volume_mount: [
                  { name: 'config', mount_path: '/etc/distribution', read_only: true },
                  { name: 'users', mount_path: '/auth', read_only: true },
                ],
              },
            ],
            volume: [
              { name: 'config', config_map: { name: settings.metadata.name } },
              { name: 'users', secret: { secret_name: registry.htpasswdSecret } },
            ],
          },
        },
      },
    });
  }

  private expose(service: ServiceV1): IngressV1 {
    const { registry } = this.props;
    const backend = { service: { name: service.metadata.name, port: { number: PORT } } };
    return new IngressV1(this, 'Ingress', {
      metadata: this.metadata(),
      spec: {
        ingressClassName: registry.ingressClass,
        tls: [{ hosts: [registry.host], secretName: registry.tlsSecret }],
        rule: [{ host: registry.host, http: { path: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
    });
  }

  private metadata() {
    const { name, namespace, labels } = this.props;
    return { name, namespace, labels };
  }

  private selector() {
    return { matchLabels: { 'app.kubernetes.io/name': 'registry', 'app.kubernetes.io/instance': this.props.name } };
  }
}

/** https://distribution.github.io/distribution/about/configuration/ */
function configuration({ name, bucket, storage }: RegistryServiceProps) {
  return {
    version: 0.1,
    log: { level: 'info', formatter: 'json' },
    storage: {
      s3: { region: storage.region ?? 'us-east-1', regionendpoint: storage.endpoint, forcepathstyle: true, bucket, encrypt: true, secure: true, rootdirectory: `/${name}` },
      delete: { enabled: false },
      redirect: { disable: true },
    },
    http: { addr: `:${PORT}`, headers: { 'X-Content-Type-Options': ['nosniff'] } },
    auth: { htpasswd: { realm: name, path: '/auth/htpasswd' } },
    health: { storagedriver: { enabled: true, interval: '30s', threshold: 3 } },
  };
}
