import { Lazy, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { MLFLOW, SYNC_IMAGE, SYNC_SCHEDULE, SYNC_SCRIPT } from '../../facts/kubernetes/registry-sync';
import { asWritten } from '../../kubernetes/jobs/kubelet-text';
import { ConfigMapV1 } from '../../providers/kubernetes/config-map-v1';
import { NetworkPolicyV1 } from '../../providers/kubernetes/network-policy-v1';
import { KubernetesResource, writtenText } from '../../terraform';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../workload/restricted';
import { doorToMlflow, inNamespace } from './mlflow-door';
import { ModelRegistryProps } from './model-registry-props';
import { RegistryParts } from './registry-parts';

export interface RegistrySyncProps extends ModelRegistryProps {
  readonly namespace: string;
  readonly parts: RegistryParts;
}

/** The ConfigMaps of a model, by their names. */
export interface RegistryMaps {
  readonly versions: string;
  readonly submissions: string;
  readonly decisions: string;
}

/**
 * What a registry consists of in the cluster: a ConfigMap with the versions of the program, one with those that others register, one with what approvers decide,
 * and a CronJob that brings MLflow to what they say, whatever somebody has changed there. Who may change which ConfigMap is a matter of roles, and the audit log of
 * the cluster has who did.
 */
export class RegistrySync extends Construct {
  public readonly maps: RegistryMaps;
  public readonly cronJob: KubernetesResource;
  public readonly cronJobName: string;

  private readonly labels: Record<string, string>;

  public constructor(scope: Construct, id: string, private readonly props: RegistrySyncProps) {
    super(scope, id);
    const { platform, parts: { plan, versions } } = props;
    this.labels = { ...platform.tags, 'ml-platform-constructs.dev/registry': plan.modelName };
    this.maps = {
      versions: this.map('Versions', `${plan.modelName}-versions`, Token.asStringMap(Lazy.anyValue({ produce: () => ({ ...versions }) }))),
      submissions: this.written('Submissions', `${plan.modelName}-submissions`),
      decisions: this.written('Decisions', `${plan.modelName}-decisions`),
    };
    const script = this.map('Script', `${plan.modelName}-sync`, { 'sync.py': SYNC_SCRIPT });
    this.cronJobName = `${plan.modelName}-sync`;
    this.cronJob = this.job(plan, script);
    this.openMlflow(plan);
  }

  private map(id: string, name: string, data: Record<string, string>): string {
    const { namespace } = this.props;
    return new ConfigMapV1(this, id, { metadata: { name, namespace, labels: this.labels }, data }).metadata.name;
  }

  /** What people write; Terraform makes it, and never takes back what they wrote. */
  private written(id: string, name: string): string {
    const { namespace, platform: { profile } } = this.props;
    const made = new ConfigMapV1(this, id, {
      metadata: { name, namespace, labels: this.labels },
      data: {},
      lifecycle: { ignoreChanges: ['data'], preventDestroy: profile.settings.deletionProtection },
    });
    return made.metadata.name;
  }

  private job({ modelName, stage, description = '' }: ModelRegistryPlan, script: string): KubernetesResource {
    const { namespace, trackingUri = MLFLOW.uri, credentialsSecret } = this.props;
    const { labels, maps } = this;
    const env = { MLFLOW_TRACKING_URI: trackingUri, MODEL: modelName, STAGE: stage, DESCRIPTION: writtenText(asWritten(description)) };
    const mounts = { script, ...maps };
    return new KubernetesResource(this, 'Resource', 'kubernetes_cron_job_v1', {
      metadata: { name: this.cronJobName, namespace, labels },
      spec: {
        schedule: SYNC_SCHEDULE,
        concurrency_policy: 'Forbid',
        successful_jobs_history_limit: 1,
        failed_jobs_history_limit: 1,
        job_template: {
          metadata: { labels },
          spec: {
            backoff_limit: 1,
            active_deadline_seconds: 240,
            template: {
              metadata: { labels },
              spec: {
                ...RESTRICTED_POD,
                restart_policy: 'Never',
                container: [{
                  name: 'sync',
                  image: SYNC_IMAGE,
                  command: ['python', '/script/sync.py'],
                  env: Object.entries(env).map(([name, value]) => ({ name, value })),
                  env_from: credentialsSecret === undefined ? undefined : [{ secret_ref: { name: credentialsSecret } }],
                  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
                  security_context: RESTRICTED_CONTAINER,
                  volume_mount: Object.keys(mounts).map((name) => ({ name, mount_path: `/${name}`, read_only: true })),
                }],
                volume: Object.entries(mounts).map(([name, map]) => ({ name, config_map: { name: map } })),
              },
            },
          },
        },
      },
    });
  }

  /** The namespace reaches nothing by itself. */
  private openMlflow({ modelName }: ModelRegistryPlan): void {
    const { namespace, trackingUri } = this.props;
    const labels = { 'ml-platform-constructs.dev/registry': modelName };
    new NetworkPolicyV1(this, 'AllowMlflow', {
      metadata: { name: `${modelName}-registry`, namespace, labels: this.labels },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Egress'],
        egress: [
          doorToMlflow(trackingUri),
          // In a namespace that had no policy before, this one would take names away.
          { to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ port: '53', protocol: 'UDP' }, { port: '53', protocol: 'TCP' }] },
        ],
      },
    });
  }
}
