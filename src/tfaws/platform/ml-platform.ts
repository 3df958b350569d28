import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { existingIn, planPlatform, PlatformPlan } from '../../core/platform/ml-platform-plan';
import { REGIONS } from '../../facts/aws/regions';
import { DataAwsCallerIdentity } from '../../providers/aws/data-aws-caller-identity';
import { platformOutputs, useProviders } from '../../terraform';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { ExecutionRoles } from '../identity/execution-roles';
import { PersonaRoles } from '../identity/persona-roles';
import { TrainingJob } from '../jobs/training-job';
import { JobSecurityGroup } from '../network/job-security-group';
import { Network } from '../network/network';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { Dashboard } from '../observability/dashboard';
import { PlatformWatch } from '../observability/platform-watch';
import { ModelRegistry } from '../registry/model-registry';
import { ModelEndpoint } from '../serving/model-endpoint';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { EncryptionKey } from '../storage/encryption-key';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { growthAlarm } from '../storage/growth-alarm';
import { TARGET } from '../support';
import { TrainingCluster } from '../training/training-cluster';
import { attributesOf } from './attributes-of';
import { ImportedMlPlatform } from './imported-ml-platform';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';
import { Place, placeOf } from './place';
import { checkPlatform, literalRegion } from './platform-checks';
import { awsWish } from './platform-providers';

/**
 * A private ML platform on AWS: a VPC with private ways to the services of AWS, a key, an S3 bucket, ECR repositories, a role for each persona and for
 * SageMaker, a trail of who did what, alarms, a budget, a dashboard.
 *
 * Throws all that is wrong at once; the codes are in `docs/errors.md`.
 *
 * @example
 * import { AlertChannel, Budget, tfaws } from 'ml-platform-constructs';
 * import { App, TerraformStack } from 'cdktf';
 *
 * const stack = new TerraformStack(new App(), 'ml');
 * new tfaws.MlPlatform(stack, 'Ml', { region: 'eu-west-1', alerts: [AlertChannel.email('ml@acme.io')], budget: Budget.monthly(20_000) });
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

  public readonly region: string;

  public readonly accountId: string;

  public readonly jobSecurityGroupId: string;

  public readonly trainingRoleArn: string;

  public readonly servingRoleArn: string;

  public readonly pipelineRoleArn: string;

  public readonly permissionsBoundary?: string;

  public readonly serviceCidr?: string;

  /** The page of graphs. */
  public readonly dashboard: core.IDashboard;

  /** The VPC; none where one exists already. */
  public readonly networkResource?: TerraformResource;

  /** The key; none where one exists already. */
  public readonly encryptionKeyResource?: TerraformResource;

  /** The trail that logs who did what. */
  public readonly trailResource: TerraformResource;

  /** The bucket that the trail writes to. */
  public readonly auditBucketResource: TerraformResource;

  /** The budget; none without one. */
  public readonly budgetResource?: TerraformResource;

  /** The topics of the alarms, by severity. */
  public readonly topicResources: Record<string, TerraformResource>;

  private readonly personas: PersonaRoles;
  private readonly topics: AlertTopics;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param props what the platform is to be
   */
  public constructor(scope: Construct, id: string, props: MlPlatformProps) {
    const region = literalRegion(props)!;
    const plan = planPlatform(scope, id, props, {
      target: TARGET,
      system: 'aws',
      region,
      knownRegions: Object.keys(REGIONS),
      existing: existingIn(props),
      check: (_, problems) => checkPlatform(props, problems),
    });
    super(scope, id);
    useProviders(this, awsWish(region, props.provider));
    this.platformName = plan.name;
    this.profile = props.profile ?? core.Profile.production();
    this.tags = { ...plan.tags };
    this.region = region;
    this.accountId = props.accountId ?? new DataAwsCallerIdentity(this, 'Account').accountId;
    this.permissionsBoundary = plan.permissionsBoundary;
    const place = placeOf(region, this.accountId);

    const key = props.existingEncryptionKey ? undefined : this.makeKey(plan, place);
    this.encryptionKeyResource = key?.resource;
    this.encryptionKey = { keyId: props.existingEncryptionKey?.keyArn ?? key!.keyArn };
    const network = plan.network && this.makeNetwork(plan, place, props.zones);
    this.networkResource = network?.vpc;
    this.network = network
      ? { networkId: network.vpcId, privateSubnetIds: network.privateSubnetIds, egress: props.network?.egress ?? core.Egress.nat() }
      : { networkId: props.existingNetwork!.networkId, privateSubnetIds: props.existingNetwork!.privateSubnetIds };
    this.serviceCidr = plan.network?.serviceCidr;
    this.jobSecurityGroupId = new JobSecurityGroup(this, 'Jobs', plan.name, this.network.networkId, this.tags).groupId;

    this.topics = new AlertTopics(this, 'Alerts', { routes: plan.alerts, platformName: plan.name, place, keyArn: this.encryptionKey.keyId, tags: this.tags });
    this.topicResources = this.topics.resources;
    const artifacts = props.existingArtifacts
      ? new ExistingArtifactStore(this, 'Artifacts', this, props.existingArtifacts)
      : new ArtifactStore(this, 'Artifacts', { ...props.artifacts, platform: this, replicaProvider: props.replicaProvider });
    if (props.existingArtifacts) growthAlarm(this, 'Artifacts', this, artifacts.metrics, plan.artifacts.alarmAboveBytes);
    this.artifacts = artifacts;
    const registry = props.existingRegistry
      ? new ExistingContainerRegistry(this, 'Registry', this, props.existingRegistry)
      : new ContainerRegistry(this, 'Registry', { ...props.registry, platform: this, namespace: plan.name });
    this.registry = registry;

    const rights = {
      ...place,
      account: this.accountId,
      name: plan.name,
      artifacts: artifacts.bucketArn,
      key: artifacts.keyArn,
      repositories: registry.repositoryArns,
      subnets: this.network.privateSubnetIds.map((subnet) => `arn:${place.partition}:ec2:${region}:${this.accountId}:subnet/${subnet}`),
    };
    const bounded = { platformName: plan.name, place, permissionsBoundary: plan.permissionsBoundary, tags: this.tags };
    const runtime = new ExecutionRoles(this, 'Runtime', { ...bounded, region, values: rights });
    this.trainingRoleArn = runtime.training.arn;
    this.servingRoleArn = runtime.serving.arn;
    this.pipelineRoleArn = runtime.pipeline.arn;
    const roles = { trainingRole: this.trainingRoleArn, servingRole: this.servingRoleArn, pipelineRole: this.pipelineRoleArn };
    this.personas = new PersonaRoles(this, 'Personas', { ...bounded, plans: plan.personas, values: { ...rights, ...roles } });

    const watch = new PlatformWatch(this, 'Watch', { platform: this, plan, place, store: artifacts, topics: this.topics.arns, natGatewayIds: network?.natGatewayIds ?? [] });
    this.trailResource = watch.trail;
    this.auditBucketResource = watch.auditBucket;
    this.budgetResource = watch.budget;
    this.dashboard = new Dashboard(this, 'Dashboard', { platform: this });
    watch.draw(this.dashboard);
    platformOutputs(this, attributesOf(this, registry, props));
  }

  /**
   * The ARN of the role that the members of a persona assume.
   *
   * @param persona whose role
   */
  public personaRole(persona: core.Persona): string {
    return this.personas.arnOf(persona);
  }

  /**
   * The role of a persona itself.
   *
   * @param persona whose role
   */
  public personaRoleResource(persona: core.Persona): TerraformResource {
    return this.personas.resourceOf(persona);
  }

  public alertTopicArns(severity: core.Severity): string[] {
    return [...this.topics.arns[severity]];
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

  private makeKey(plan: PlatformPlan, place: Place): EncryptionKey {
    return new EncryptionKey(this, 'Key', {
      platformName: plan.name,
      place,
      alias: plan.name,
      description: `Encrypts what the platform ${plan.name} stores`,
      deletionProtection: plan.profile.deletionProtection,
      usedByServices: true,
      tags: this.tags,
    });
  }

  private makeNetwork(plan: PlatformPlan, place: Place, zones: string[] | undefined): Network {
    return new Network(this, 'Network', {
      plan: plan.network!,
      platformName: plan.name,
      place,
      natPerZone: plan.profile.natPerZone,
      centralDns: plan.centralDns,
      zones,
      keyArn: this.encryptionKey.keyId,
      logDays: plan.profile.logsKept.toDays(),
      permissionsBoundary: plan.permissionsBoundary,
      tags: this.tags,
    });
  }
}
