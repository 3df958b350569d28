import { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { IRole, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  AlarmProps, ArtifactStoreProps, ContainerRegistryProps, DriftMonitorProps, FeatureStoreProps, IAlarm, IArtifactStore, IContainerRegistry,
  IDriftMonitor, IEncryptionKey, IFeatureStore, IModelEndpoint, IModelRegistry, INetwork, ITrainingCluster, ITrainingJob, ModelEndpointProps,
  ModelRegistryProps, Persona, Profile, Severity, TrainingClusterProps, TrainingJobProps,
} from '../../core';
import { existingIn, planPlatform, PlatformPlan } from '../../core/platform/ml-platform-plan';
import { isUnresolved } from '../../core/private';
import { REGIONS } from '../../facts/aws/regions';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { PersonaRoles } from '../identity/persona-roles';
import { TrainingJob } from '../jobs/training-job';
import { Alarm } from '../observability/alarm';
import { AlertTopics } from '../observability/alert-topics';
import { Dashboard } from '../observability/dashboard';
import { ModelRegistry } from '../registry/model-registry';
import { ModelEndpoint } from '../serving/model-endpoint';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { TrainingCluster } from '../training/training-cluster';
import { ImportedMlPlatform } from './imported-ml-platform';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';
import { checkPlatform } from './platform-checks';
import { networkParts } from './platform-network';
import { writeOutputs } from './platform-outputs';
import { roleParts } from './platform-roles';
import { artifactParts, platformKey, registryParts } from './platform-storage';
import { PlatformWatch } from './platform-watch';

/**
 * A private ML platform on AWS, deployed by CloudFormation: network with endpoints of services and flow logs, key, bucket, repositories, roles of the
 * personas and of SageMaker, audit trail, alarms to topics, dashboard and budget. The outputs of its stack are what `fromAttributes` takes.
 *
 * A stack without `env` will do; then checks that need the region are left to AWS, and `replicaRegion` is refused. Set `crossRegionReferences` on no stack:
 * nothing here needs it.
 *
 * Throws all that is wrong at once; the codes are in `docs/errors.md`.
 *
 * @example
 * import { App, Stack } from 'aws-cdk-lib';
 * import { AlertChannel, awscdk, Budget } from 'ml-platform-constructs';
 *
 * const stack = new Stack(new App(), 'Acme', { env: { region: 'eu-west-1' } });
 * const ml = new awscdk.MlPlatform(stack, 'Ml', { alerts: [AlertChannel.email('ml@acme.io')], budget: Budget.monthly(20_000) });
 */
export class MlPlatform extends Construct implements IMlPlatform {
  /**
   * A platform that another program made, in the region and account of this stack.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes the outputs of the other program
   */
  public static fromAttributes(scope: Construct, id: string, attributes: MlPlatformAttributes): IMlPlatform {
    return new ImportedMlPlatform(scope, id, attributes);
  }

  public readonly platformName: string;

  public readonly profile: Profile;

  public readonly tags: Record<string, string>;

  public readonly region: string;

  public readonly accountId: string;

  public readonly network: INetwork;

  public readonly vpc: IVpc;

  public readonly jobSecurityGroup: ISecurityGroup;

  /** The ARN of the key. */
  public readonly encryptionKey: IEncryptionKey;

  public readonly key: IKey;

  /** The store of artifacts; an `ArtifactStore` with its bucket, unless `existingArtifacts` was given. */
  public readonly artifacts: IArtifactStore;

  /** The registry of images; a `ContainerRegistry` with its repositories, unless `existingRegistry` was given. */
  public readonly registry: IContainerRegistry;

  public readonly trainingRole: IRole;

  public readonly servingRole: IRole;

  public readonly pipelineRole: IRole;

  public readonly permissionsBoundary?: string;

  public readonly serviceCidr?: string;

  public readonly kubectlLayer?: ILayerVersion;

  /** Goes off when access is denied repeatedly. */
  public readonly deniedAccess: IAlarm;

  /** Goes off when a deployment fails. */
  public readonly failedDeploys: IAlarm;

  /** Goes off when the store of artifacts has grown. */
  public readonly storageGrowth: IAlarm;

  /** The log group of the audit trail. */
  public readonly auditLogs: ILogGroup;

  /** The dashboard; `addGraph` adds to it. */
  public readonly dashboard: Dashboard;

  private readonly topics: AlertTopics;
  private readonly personas: PersonaRoles;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope; names the platform unless `platformName` does
   * @param props what the platform is to be
   */
  public constructor(scope: Construct, id: string, props: MlPlatformProps = {}) {
    const plan = planOn(scope, id, props);
    super(scope, id);
    this.platformName = plan.name;
    this.profile = props.profile ?? Profile.production();
    this.tags = { ...plan.tags };
    ({ region: this.region, account: this.accountId } = Stack.of(this));
    this.permissionsBoundary = plan.permissionsBoundary;
    this.kubectlLayer = props.kubectlLayer;
    this.serviceCidr = plan.network?.serviceCidr;
    const boundary = plan.permissionsBoundary ? ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', plan.permissionsBoundary) : undefined;
    this.key = platformKey(this, plan, props);
    this.encryptionKey = { keyId: this.key.keyArn };
    this.topics = new AlertTopics(this, 'Alerts', { platformName: plan.name, key: this.key, routes: plan.alerts });
    const network = networkParts(this, this, plan, props, boundary);
    ({ network: this.network, vpc: this.vpc, jobSecurityGroup: this.jobSecurityGroup } = network);
    const store = artifactParts(this, this, plan, props);
    ({ artifacts: this.artifacts, growth: this.storageGrowth } = store);
    const images = registryParts(this, this, props);
    this.registry = images.registry;
    const { execution, personas } = roleParts(this, this, plan, store, images, boundary);
    ({ training: this.trainingRole, serving: this.servingRole, pipeline: this.pipelineRole } = execution);
    this.personas = personas;
    const { natGatewayIds } = network;
    const watch = new PlatformWatch(this, 'Watch', { platform: this, plan, artifactsArn: store.bucketArn, natGatewayIds, permissionsBoundary: boundary });
    ({ deniedAccess: this.deniedAccess, failedDeploys: this.failedDeploys, dashboard: this.dashboard, auditLogs: this.auditLogs } = watch);
    this.writeAttributes(network.zones, images.repositoryNames);
    addTags(this, this.tags);
  }

  /**
   * The ARN of the role of a persona, which its members assume.
   *
   * @param persona whose role
   */
  public personaRole(persona: Persona): string {
    return this.personas.of(persona).roleArn;
  }

  /**
   * The role of a persona itself.
   *
   * @param persona whose role
   */
  public personaRoleResource(persona: Persona): Role {
    return this.personas.of(persona);
  }

  public alertTopics(severity: Severity): ITopic[] {
    return this.topics.of(severity);
  }

  public addArtifactStore(id: string, props: ArtifactStoreProps = {}): IArtifactStore {
    return new ArtifactStore(this, id, { ...props, platform: this });
  }

  public addContainerRegistry(id: string, props: ContainerRegistryProps = {}): IContainerRegistry {
    return new ContainerRegistry(this, id, { ...props, platform: this });
  }

  public addTrainingCluster(id: string, props: TrainingClusterProps): ITrainingCluster {
    return new TrainingCluster(this, id, { ...props, platform: this });
  }

  public addTrainingJob(id: string, props: TrainingJobProps): ITrainingJob {
    return new TrainingJob(this, id, { ...props, platform: this });
  }

  public addModelRegistry(id: string, props?: ModelRegistryProps): IModelRegistry {
    return new ModelRegistry(this, id, { ...props, platform: this });
  }

  public addFeatureStore(id: string, props: FeatureStoreProps): IFeatureStore {
    return new FeatureStore(this, id, { ...props, platform: this });
  }

  public addModelEndpoint(id: string, props: ModelEndpointProps): IModelEndpoint {
    return new ModelEndpoint(this, id, { ...props, platform: this });
  }

  public addDriftMonitor(id: string, props: DriftMonitorProps): IDriftMonitor {
    return new DriftMonitor(this, id, { ...props, platform: this });
  }

  public addAlarm(id: string, props: AlarmProps): IAlarm {
    return new Alarm(this, id, { ...props, platform: this });
  }

  private writeAttributes(availabilityZones: string[], repositoryNames: string[]): void {
    const topicArns = (severity: Severity) => this.alertTopics(severity).map(({ topicArn }) => topicArn);
    writeOutputs(this, {
      platformName: this.platformName,
      networkId: this.network.networkId,
      privateSubnetIds: this.network.privateSubnetIds,
      availabilityZones,
      jobSecurityGroupId: this.jobSecurityGroup.securityGroupId,
      encryptionKeyArn: this.key.keyArn,
      artifactsBucketName: this.artifacts.storeName,
      repositoryNames,
      dataScientistRoleArn: this.personaRole(Persona.DATA_SCIENTIST),
      mlEngineerRoleArn: this.personaRole(Persona.ML_ENGINEER),
      reviewerRoleArn: this.personaRole(Persona.REVIEWER),
      ciRoleArn: this.personaRole(Persona.CI),
      trainingRoleArn: this.trainingRole.roleArn,
      servingRoleArn: this.servingRole.roleArn,
      pipelineRoleArn: this.pipelineRole.roleArn,
      criticalTopicArns: topicArns(Severity.CRITICAL),
      warningTopicArns: topicArns(Severity.WARNING),
      infoTopicArns: topicArns(Severity.INFO),
    });
  }
}

function planOn(scope: Construct, id: string, props: MlPlatformProps): PlatformPlan {
  const stack = Stack.of(scope);
  return planPlatform(scope, id, props, {
    target: TARGET,
    system: 'aws',
    region: isUnresolved(stack.region) ? undefined : stack.region,
    knownRegions: Object.keys(REGIONS),
    existing: existingIn(props),
    check: (name, problems) => checkPlatform(stack, props, name, problems),
  });
}
