import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { existingIn, planPlatform, PlatformPlan } from '../../core/platform/ml-platform-plan';
import { REGIONS } from '../../facts/gcp/regions';
import { platformOutputs, useProviders } from '../../terraform';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { PersonaRoles } from '../identity/persona-roles';
import { RuntimeAccounts } from '../identity/runtime-accounts';
import { ServiceAgents } from '../identity/service-agents';
import { TrainingJob } from '../jobs/training-job';
import { Network } from '../network/network';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { AuditLog } from '../observability/audit-log';
import { Dashboard } from '../observability/dashboard';
import { SpendBudget } from '../observability/spend-budget';
import { ModelRegistry } from '../registry/model-registry';
import { ModelEndpoint } from '../serving/model-endpoint';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { grantKey, EncryptionKey } from '../storage/encryption-key';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { growthAlarm } from '../storage/growth-alarm';
import { TARGET } from '../support';
import { TrainingCluster } from '../training/training-cluster';
import { ApiServices } from './api-services';
import { attributesOf } from './attributes-of';
import { ImportedMlPlatform } from './imported-ml-platform';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';
import { PlatformAlarms } from './platform-alarms';
import { checkPlatform } from './platform-checks';
import { googleWish } from './platform-providers';
import { servicesOf } from './used-services';

/**
 * A private ML platform in a project of Google Cloud: the services it needs switched on (and never off), a VPC network whose names for Google's services
 * answer with private addresses, a key of Cloud KMS that the service agents may use, a bucket, a Docker repository, service accounts for training,
 * serving and pipelines, a custom role for each persona, audit and flow logs in an encrypted log bucket, alert policies, a budget and a dashboard.
 *
 * On a project that never used them, the service agents of Vertex AI and Artifact Registry have to be made once, before the first deployment:
 * `gcloud beta services identity create --service=aiplatform.googleapis.com --project=…`, and the same for `artifactregistry.googleapis.com`
 * (https://docs.cloud.google.com/iam/docs/create-service-agents). A destroy leaves the key ring, the switched-on services and the logs of the
 * default log bucket.
 *
 * Throws all that is wrong at once; the codes are in `docs/errors.md`.
 *
 * @example
 * import { App, TerraformStack } from 'cdktf';
 * import { AlertChannel, Budget, tfgcp } from 'ml-platform-constructs';
 *
 * const stack = new TerraformStack(new App(), 'ml');
 * new tfgcp.MlPlatform(stack, 'Ml', {
 *   project: 'acme-ml',
 *   projectNumber: '123456789012',
 *   location: 'europe-west4',
 *   alerts: [AlertChannel.email('ml@acme.io')],
 *   budget: Budget.monthly(20_000),
 *   billingAccount: '012345-6789AB-CDEF01',
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

  public readonly encryptionKey: core.IEncryptionKey;

  public readonly artifacts: core.IArtifactStore;

  public readonly registry: core.IContainerRegistry;

  /** The page of graphs. */
  public readonly dashboard: core.IDashboard;

  public readonly project: string;

  public readonly projectNumber: string;

  public readonly location: string;

  public readonly podRangeName?: string;

  public readonly serviceRangeName?: string;

  public readonly storageAgent: string;

  public readonly trainingAccount: string;

  public readonly servingAccount: string;

  public readonly pipelineAccount: string;

  /** The VPC network; none where one exists already. */
  public readonly networkResource?: TerraformResource;

  /** The subnet; none where one exists already. */
  public readonly subnetworkResource?: TerraformResource;

  /** The key of Cloud KMS; none where one exists already. */
  public readonly encryptionKeyResource?: TerraformResource;

  /** The log bucket that holds audit and flow logs. */
  public readonly logBucketResource: TerraformResource;

  private readonly personas: PersonaRoles;
  private readonly topics: AlertTopics;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param props what the platform is to be
   */
  public constructor(scope: Construct, id: string, props: MlPlatformProps) {
    const plan = planPlatform(scope, id, props, {
      target: TARGET,
      system: 'gcp',
      region: props.location,
      knownRegions: REGIONS,
      existing: existingIn(props),
      check: (name, problems) => checkPlatform(name, props, problems),
    });
    super(scope, id);
    useProviders(this, googleWish(props.project, props.location, props.provider));
    this.platformName = plan.name;
    this.profile = props.profile ?? core.Profile.production();
    this.tags = { ...plan.tags };
    this.project = props.project;
    this.location = props.location;

    const services = new ApiServices(this, 'Services', this.project, servicesOf(plan, props));
    const agents = new ServiceAgents(this, 'Agents', this.project, props.projectNumber, services);
    this.projectNumber = agents.projectNumber;
    this.storageAgent = agents.storage;

    const key = this.useKey(plan, props, services, agents);
    this.encryptionKey = key;
    this.encryptionKeyResource = key.resource;
    const network = this.useNetwork(plan, props, services);
    this.network = network;
    this.podRangeName = network.podRangeName;
    this.serviceRangeName = network.serviceRangeName;
    this.networkResource = network.resource;
    this.subnetworkResource = network.subnetwork;

    this.topics = new AlertTopics(this, 'Alerts', plan.alerts, { project: this.project, name: plan.name, labels: plan.tags, after: services.ready('monitoring') });
    this.artifacts = props.existingArtifacts
      ? new ExistingArtifactStore(this, 'Artifacts', this, props.existingArtifacts)
      : new ArtifactStore(this, 'Artifacts', { ...props.artifacts, platform: this });
    const registry = props.existingRegistry
      ? new ExistingContainerRegistry(this, 'Registry', this, props.existingRegistry)
      : new ContainerRegistry(this, 'Registry', { ...props.registry, platform: this });
    this.registry = registry;

    const people = { project: this.project, name: plan.name, artifacts: this.artifacts, registry: this.registry, after: services.ready('iam') };
    const runtimes = new RuntimeAccounts(this, 'Runtime', people);
    this.trainingAccount = runtimes.email('training');
    this.servingAccount = runtimes.email('serving');
    this.pipelineAccount = runtimes.email('pipeline');
    this.personas = new PersonaRoles(this, 'Personas', plan.personas, { ...people, runtimes });

    const log = new AuditLog(this, 'Audit', {
      project: this.project,
      location: this.location,
      name: plan.name,
      keyId: key.keyId,
      keptDays: plan.profile.logsKept.toDays(),
      after: services.ready('logging'),
    });
    this.logBucketResource = log.bucket;
    if (props.existingArtifacts) growthAlarm(this, this, this.artifacts.metrics, plan.artifacts.alarmAboveBytes);
    const alarms = new PlatformAlarms(this, 'Alarms', plan.alarms, this, services.ready('logging', 'monitoring'));
    if (plan.budget) this.addBudget(plan.budget, plan, props.billingAccount!, services);
    const dashboard = new Dashboard(this, 'Dashboard', { platform: this, dashboardName: `${plan.name}: ML platform` });
    alarms.draw(dashboard);
    this.dashboard = dashboard;
    platformOutputs(this, attributesOf(this, registry, props.existingRegistry));
  }

  /**
   * The name of a persona's custom role: `projects/…/roles/…`.
   *
   * @param persona whose role
   */
  public personaRole(persona: core.Persona): string {
    return this.personas.nameOf(persona);
  }

  /**
   * The custom role of a persona itself.
   *
   * @param persona whose role
   */
  public personaRoleResource(persona: core.Persona): TerraformResource {
    return this.personas.resourceOf(persona);
  }

  public alertChannelIds(severity: core.Severity): string[] {
    return [...this.topics.ids[severity]];
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

  public addFeatureStore(id: string, props: core.FeatureStoreProps): core.IFeatureStore {
    return new FeatureStore(this, id, { ...props, platform: this });
  }

  public addModelEndpoint(id: string, props: core.ModelEndpointProps): core.IModelEndpoint {
    return new ModelEndpoint(this, id, { ...props, platform: this });
  }

  public addDriftMonitor(id: string, props: core.DriftMonitorProps): core.IDriftMonitor {
    return new DriftMonitor(this, id, { ...props, platform: this });
  }

  public addAlarm(id: string, props: core.AlarmProps): core.IAlarm {
    return new Alarm(this, id, { ...props, platform: this });
  }

  private useKey(plan: PlatformPlan, { existingEncryptionKey: existing }: MlPlatformProps, services: ApiServices, agents: ServiceAgents): UsedKey {
    if (existing) return { keyId: existing.agentsGranted ? existing.keyId : grantKey(new Construct(this, 'Key'), existing.keyId, agents.all) };
    return new EncryptionKey(this, 'Key', {
      project: this.project,
      location: this.location,
      name: plan.name,
      labels: plan.tags,
      deletionProtection: plan.profile.deletionProtection,
      users: agents.all,
      after: services.ready('cloudkms'),
    });
  }

  private useNetwork(plan: PlatformPlan, props: MlPlatformProps, services: ApiServices): UsedNetwork {
    if (!plan.network) {
      const { privateSubnetIds, ...existing } = props.existingNetwork!;
      return { ...existing, privateSubnetIds: [...privateSubnetIds] };
    }
    return new Network(this, 'Network', plan.network, {
      project: this.project,
      location: this.location,
      name: plan.name,
      labels: plan.tags,
      centralDns: plan.centralDns,
      egress: props.network?.egress ?? core.Egress.nat(),
      after: services.ready('compute', 'dns', 'servicenetworking'),
    });
  }

  private addBudget(budget: core.Budget, plan: PlatformPlan, billingAccount: string, services: ApiServices): void {
    const silent = plan.alarms.filter(({ kind, severity }) => kind === 'spend' && this.topics.ids[severity].length > 0 && this.topics.budgetIds[severity].length === 0);
    if (silent.length > 0) {
      Annotations.of(this).addWarning(
        `[alerts/budget-by-email] Cloud Billing tells budgets by e-mail only, and no e-mail channel takes '${silent[0]!.severity}': add AlertChannel.email(...), ` +
          'or those who manage the billing account are told',
      );
    }
    new SpendBudget(this, 'Budget', budget, plan.alarms.filter(({ kind }) => kind === 'spend'), {
      name: plan.name,
      billingAccount,
      projectNumber: this.projectNumber,
      channels: this.topics.budgetIds,
      after: services.ready('billingbudgets'),
    });
  }
}

/** A key or a network, with the resources behind it where they were made here. */
type UsedKey = core.IEncryptionKey & { readonly resource?: TerraformResource };
type UsedNetwork = core.INetwork & {
  readonly podRangeName?: string;
  readonly serviceRangeName?: string;
  readonly resource?: TerraformResource;
  readonly subnetwork?: TerraformResource;
};
