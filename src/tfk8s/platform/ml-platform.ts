import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { existingIn, planPlatform, PlatformPlan } from '../../core/platform/ml-platform-plan';
import { PERSONA_RULES } from '../../facts/kubernetes/personas';
import { platformOutputs } from '../../terraform';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { RoleGrant } from '../identity/role-grant';
import { TrainingJob } from '../jobs/training-job';
import { PrivateNamespace } from '../network/private-namespace';
import { Alarm } from '../observability/alarm';
import { Alerting } from '../observability/alerting';
import { Dashboard } from '../observability/dashboard';
import { Metric } from '../observability/metric';
import { ModelRegistry } from '../registry/model-registry';
import { ModelEndpoint } from '../serving/model-endpoint';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { ImageRegistry } from '../storage/image-registry';
import { ObjectStorage } from '../storage/object-storage';
import { portOf } from '../storage/object-storage-address';
import { TARGET } from '../support';
import { TrainingCluster } from '../training/training-cluster';
import { ImportedMlPlatform } from './imported-ml-platform';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';
import { keepPersonas } from './persona-members';
import { checkPlatform } from './platform-checks';
import { useCluster } from './platform-providers';

/**
 * A private ML platform on a cluster that exists already, on premises or anywhere: a namespace closed by network policies, a bucket of an
 * S3-compatible store, a registry, a role for each persona, alarms through the Prometheus operator, a Grafana dashboard.
 *
 * The Secrets that it names are made by you; a Job waits up to ten minutes for them. The cluster has to have the Prometheus operator.
 *
 * Throws all that is wrong at once; the codes are in `docs/errors.md`.
 *
 * @example
 * import { App, TerraformStack } from 'cdktf';
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * const stack = new TerraformStack(new App(), 'ml');
 * new tfk8s.MlPlatform(stack, 'Ml', {
 *   kubeContext: 'gpu-cluster',
 *   objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer' },
 *   existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor-pull' },
 * });
 */
export class MlPlatform extends Construct implements IMlPlatform {
  /**
   * A platform that another program made.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes the outputs of the other program
   */
  public static fromAttributes(scope: Construct, id: string, attributes: MlPlatformAttributes): IMlPlatform {
    return new ImportedMlPlatform(scope, id, attributes);
  }

  public readonly platformName: string;

  public readonly profile: core.Profile;

  public readonly tags: Record<string, string>;

  public readonly network: core.INetwork;

  public readonly namespace: string;

  public readonly encryptionKey: core.IEncryptionKey;

  public readonly encryptionKeyName?: string;

  public readonly objectStorage: ObjectStorage;

  public readonly imageRegistry?: ImageRegistry;

  public readonly ruleLabels: Record<string, string>;

  public readonly artifacts: core.IArtifactStore;

  public readonly registry: core.IContainerRegistry;

  /** The dashboard of the platform. */
  public readonly dashboard: core.IDashboard;

  /** The namespace; none where one exists already. */
  public readonly networkResource?: TerraformResource;

  private readonly personas: Record<string, TerraformResource> = {};

  public constructor(scope: Construct, id: string, props: MlPlatformProps) {
    const plan = planPlatform(scope, id, props, {
      target: TARGET,
      system: 'kubernetes',
      knownRegions: [],
      existing: existingIn(props),
      check: (_, problems) => checkPlatform(props, problems),
    });
    super(scope, id);
    useCluster(this, props);

    this.platformName = plan.name;
    this.profile = props.profile ?? core.Profile.production();
    this.tags = { ...plan.tags };
    this.objectStorage = props.objectStorage;
    this.imageRegistry = props.imageRegistry;
    this.ruleLabels = props.ruleLabels ?? { release: 'kube-prometheus-stack' };
    this.encryptionKeyName = props.existingEncryptionKey?.keyName;
    this.encryptionKey = { keyId: this.encryptionKeyName ?? 'AES256' };
    const namespace = props.existingNetwork?.namespace ?? plan.name;
    const egress = props.existingNetwork ? undefined : props.network?.egress ?? core.Egress.nat();
    this.network = { networkId: namespace, privateSubnetIds: [namespace], egress };
    this.namespace = namespace;
    if (!props.existingNetwork) {
      const made = new PrivateNamespace(this, 'Network', {
        name: namespace,
        plan,
        reachable: props.network?.connectedCidrs ?? [],
        ports: ['443', portOf(props.objectStorage)],
      });
      this.networkResource = made.resource;
      // A reference, so that everything in the namespace is made after it and destroyed before it.
      this.namespace = made.resource.metadata.name;
    }
    this.artifacts = props.existingArtifacts
      ? new ExistingArtifactStore(this, 'Artifacts', this, props.existingArtifacts)
      : new ArtifactStore(this, 'Artifacts', { ...props.artifacts, platform: this });
    this.registry = props.existingRegistry
      ? new ExistingContainerRegistry(this, 'Registry', this, props.existingRegistry)
      : new ContainerRegistry(this, 'Registry', { ...props.registry, platform: this });
    this.addPersonas(plan);
    this.watch(plan, namespace, props);
    this.dashboard = this.draw(namespace);
    platformOutputs(this, {
      platformName: this.platformName,
      namespace: this.namespace,
      artifactsBucketName: this.artifacts.storeName,
      registryUri: this.registry.registryUri,
    });
  }

  public personaRole(persona: core.Persona): string {
    return `${this.platformName}-${persona}`;
  }

  /**
   * The Role of a persona itself.
   *
   * @param persona whose role
   */
  public personaRoleResource(persona: core.Persona): TerraformResource {
    return this.personas[persona];
  }

  public addArtifactStore(id: string, props?: core.ArtifactStoreProps): core.IArtifactStore {
    return new ArtifactStore(this, id, { ...props, platform: this });
  }

  public addContainerRegistry(id: string, props?: core.ContainerRegistryProps): core.IContainerRegistry {
    return new ContainerRegistry(this, id, { ...props, platform: this });
  }

  public addTrainingCluster(id: string, props: core.TrainingClusterProps): core.ITrainingCluster {
    return new TrainingCluster(this, id, { ...props, platform: this });
  }

  public addTrainingJob(id: string, props: core.TrainingJobProps): core.ITrainingJob {
    return new TrainingJob(this, id, { ...props, platform: this });
  }

  public addModelRegistry(id: string, props?: core.ModelRegistryProps): core.IModelRegistry {
    return new ModelRegistry(this, id, { ...props, platform: this });
  }

  public addModelEndpoint(id: string, props: core.ModelEndpointProps): core.IModelEndpoint {
    return new ModelEndpoint(this, id, { ...props, platform: this });
  }

  public addFeatureStore(id: string, props: core.FeatureStoreProps): core.IFeatureStore {
    return new FeatureStore(this, id, { ...props, platform: this });
  }

  public addDriftMonitor(id: string, props: core.DriftMonitorProps): core.IDriftMonitor {
    return new DriftMonitor(this, id, { ...props, platform: this });
  }

  public addAlarm(id: string, props: core.AlarmProps): core.IAlarm {
    return new Alarm(this, id, { ...props, platform: this });
  }

  private addPersonas(plan: PlatformPlan): void {
    keepPersonas(this, plan.personas);
    plan.personas.forEach(({ persona, members }) => {
      this.personas[persona] = new RoleGrant(this, `Persona-${persona}`, {
        namespace: this.namespace,
        name: this.personaRole(persona),
        labels: this.tags,
        rules: PERSONA_RULES[persona],
        members,
      }).resource;
    });
  }

  private watch(plan: PlatformPlan, namespace: string, { smtp }: MlPlatformProps): void {
    new Alerting(this, 'Alerting', {
      name: this.platformName,
      namespace: this.namespace,
      namespaceName: namespace,
      labels: this.tags,
      ruleLabels: this.ruleLabels,
      routes: plan.alerts,
      alarms: plan.alarms,
      storedBytes: (this.artifacts.metrics.storedBytes() as Metric).expression,
      smtp,
    });
  }

  private draw(namespace: string): core.IDashboard {
    const dashboard = new Dashboard(this, 'Dashboard', { platform: this });
    const count = (label: string, expression: string) => Metric.promql(expression, { label });
    dashboard.addGraph('Stored artifacts', this.artifacts.metrics.storedBytes());
    dashboard.addGraph('Pods by phase', count('{{phase}}', `sum by (phase) (kube_pod_status_phase{namespace="${namespace}"})`));
    dashboard.addGraph('GPUs requested', count('GPUs', `sum(kube_pod_container_resource_requests{namespace="${namespace}",resource="nvidia_com_gpu"})`));
    dashboard.addGraph('Denied requests', count('403 in 5 minutes', 'sum(increase(apiserver_request_total{code="403"}[5m]))'));
    return dashboard;
  }
}
