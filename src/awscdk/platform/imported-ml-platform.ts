import { ISecurityGroup, IVpc, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { IRole, Role } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  AlarmProps, ArtifactStoreProps, ContainerRegistryProps, DriftMonitorProps, FeatureStoreProps, IAlarm, IArtifactStore, IContainerRegistry,
  IDriftMonitor, IEncryptionKey, IFeatureStore, IModelEndpoint, IModelRegistry, INetwork, ITrainingCluster, ITrainingJob, ModelEndpointProps,
  ModelRegistryProps, Persona, Profile, Severity, TrainingClusterProps, TrainingJobProps,
} from '../../core';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { TrainingJob } from '../jobs/training-job';
import { Alarm } from '../observability/alarm';
import { ModelRegistry } from '../registry/model-registry';
import { ModelEndpoint } from '../serving/model-endpoint';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { TrainingCluster } from '../training/training-cluster';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';

/** Stands for a platform that another program made, in the region and account of the stack that asks for it. */
export class ImportedMlPlatform extends Construct implements IMlPlatform {
  public readonly platformName: string;
  public readonly profile: Profile;
  public readonly tags: Record<string, string>;
  public readonly region: string;
  public readonly accountId: string;
  public readonly network: INetwork;
  public readonly vpc: IVpc;
  public readonly jobSecurityGroup: ISecurityGroup;
  public readonly encryptionKey: IEncryptionKey;
  public readonly key: IKey;
  public readonly artifacts: IArtifactStore;
  public readonly registry: IContainerRegistry;
  public readonly trainingRole: IRole;
  public readonly servingRole: IRole;
  public readonly pipelineRole: IRole;
  public readonly permissionsBoundary?: string;
  public readonly serviceCidr?: string;
  public readonly kubectlLayer?: ILayerVersion;
  private readonly topics: Readonly<Record<Severity, ITopic[]>>;

  public constructor(scope: Construct, id: string, private readonly attributes: MlPlatformAttributes) {
    super(scope, id);
    const { platformName, networkId, privateSubnetIds, availabilityZones, encryptionKeyArn, repositoryNames } = attributes;
    ({ region: this.region, account: this.accountId } = Stack.of(this));
    this.platformName = platformName;
    this.profile = attributes.profile ?? Profile.production();
    this.tags = { 'platform': platformName, 'environment': this.profile.name, 'managed-by': 'ml-platform-constructs', ...attributes.tags };
    ({ permissionsBoundary: this.permissionsBoundary, serviceCidr: this.serviceCidr, kubectlLayer: this.kubectlLayer } = attributes);
    this.network = { networkId, privateSubnetIds };
    this.vpc = Vpc.fromVpcAttributes(this, 'Vpc', { vpcId: networkId, availabilityZones, privateSubnetIds });
    this.jobSecurityGroup = SecurityGroup.fromSecurityGroupId(this, 'Jobs', attributes.jobSecurityGroupId, { mutable: false });
    this.key = Key.fromKeyArn(this, 'Key', encryptionKeyArn);
    this.encryptionKey = { keyId: encryptionKeyArn };
    const bucket = Bucket.fromBucketAttributes(this, 'Bucket', { bucketName: attributes.artifactsBucketName, encryptionKey: this.key });
    this.artifacts = new ExistingArtifactStore(this, 'Artifacts', this, bucket);
    const repositories = repositoryNames.map((name) => Repository.fromRepositoryName(this, `Repository-${name}`, name));
    this.registry = new ExistingContainerRegistry(this, 'Registry', this, repositories);
    this.trainingRole = this.role('Training', attributes.trainingRoleArn);
    this.servingRole = this.role('Serving', attributes.servingRoleArn);
    this.pipelineRole = this.role('Pipeline', attributes.pipelineRoleArn);
    this.topics = {
      [Severity.CRITICAL]: this.importTopics('Critical', attributes.criticalTopicArns),
      [Severity.WARNING]: this.importTopics('Warning', attributes.warningTopicArns),
      [Severity.INFO]: this.importTopics('Info', attributes.infoTopicArns),
    };
  }

  public personaRole(persona: Persona): string {
    const { dataScientistRoleArn, mlEngineerRoleArn, reviewerRoleArn, ciRoleArn } = this.attributes;
    return {
      [Persona.DATA_SCIENTIST]: dataScientistRoleArn,
      [Persona.ML_ENGINEER]: mlEngineerRoleArn,
      [Persona.REVIEWER]: reviewerRoleArn,
      [Persona.CI]: ciRoleArn,
    }[persona];
  }

  public alertTopics(severity: Severity): ITopic[] {
    return [...this.topics[severity]];
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

  private role(id: string, arn: string): IRole {
    return Role.fromRoleArn(this, `${id}Role`, arn, { mutable: false });
  }

  private importTopics(id: string, arns: string[]): ITopic[] {
    return arns.map((arn, i) => Topic.fromTopicArn(this, `${id}Topic${i + 1}`, arn));
  }
}
