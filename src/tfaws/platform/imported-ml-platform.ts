import { Construct } from 'constructs';
import * as core from '../../core';
import { literal, Problems } from '../../core/private';
import { useProviders } from '../../terraform';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { TrainingJob } from '../jobs/training-job';
import { requireSubnetList } from '../network/existing-network-checks';
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
import { awsWish } from './platform-providers';

/** Stands for a platform that another program made. */
export class ImportedMlPlatform extends Construct implements IMlPlatform {
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
  private readonly topics: Readonly<Record<core.Severity, string[]>>;

  public constructor(scope: Construct, id: string, private readonly attributes: MlPlatformAttributes) {
    const region = literal(attributes.region, 'the region of a platform');
    const platformName = literal(attributes.platformName, 'the name of a platform');
    const problems = new Problems(scope, id);
    requireSubnetList(attributes.privateSubnetIds, problems);
    problems.throwIfAny();
    super(scope, id);
    useProviders(this, awsWish(region, attributes.provider));
    this.platformName = platformName;
    this.profile = attributes.profile ?? core.Profile.production();
    this.tags = attributes.tags;
    this.region = region;
    this.accountId = attributes.accountId;
    this.network = { networkId: attributes.networkId, privateSubnetIds: attributes.privateSubnetIds };
    this.jobSecurityGroupId = attributes.jobSecurityGroupId;
    this.encryptionKey = { keyId: attributes.encryptionKeyArn };
    this.trainingRoleArn = attributes.trainingRoleArn;
    this.servingRoleArn = attributes.servingRoleArn;
    this.pipelineRoleArn = attributes.pipelineRoleArn;
    this.permissionsBoundary = attributes.permissionsBoundary;
    this.serviceCidr = attributes.serviceCidr;
    this.topics = {
      [core.Severity.CRITICAL]: attributes.criticalTopicArns,
      [core.Severity.WARNING]: attributes.warningTopicArns,
      [core.Severity.INFO]: attributes.infoTopicArns,
    };
    this.artifacts = new ExistingArtifactStore(this, 'Artifacts', this, { bucketName: attributes.artifactsBucketName, keyArn: attributes.artifactsKeyArn });
    this.registry = new ExistingContainerRegistry(this, 'Registry', this, {
      namespace: attributes.registryNamespace,
      repositories: attributes.repositories,
      accountId: attributes.registryAccountId,
      region: attributes.registryRegion,
    });
  }

  public personaRole(persona: core.Persona): string {
    return this.attributes.personaRoleArns[persona];
  }

  public alertTopicArns(severity: core.Severity): string[] {
    return [...this.topics[severity]];
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
}
