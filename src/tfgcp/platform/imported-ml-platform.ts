import { Construct } from 'constructs';
import * as core from '../../core';
import { useProviders } from '../../terraform';
import { DriftMonitor } from '../drift/drift-monitor';
import { FeatureStore } from '../features/feature-store';
import { roleId } from '../identity/role-id';
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
import { googleWish } from './platform-providers';

/** Stands for a platform that another program made. */
export class ImportedMlPlatform extends Construct implements IMlPlatform {
  public readonly platformName: string;
  public readonly profile: core.Profile;
  public readonly tags: Record<string, string>;
  public readonly network: core.INetwork;
  public readonly encryptionKey: core.IEncryptionKey;
  public readonly artifacts: core.IArtifactStore;
  public readonly registry: core.IContainerRegistry;
  public readonly project: string;
  public readonly projectNumber: string;
  public readonly location: string;
  public readonly podRangeName?: string;
  public readonly serviceRangeName?: string;
  public readonly storageAgent: string;
  public readonly trainingAccount: string;
  public readonly servingAccount: string;
  public readonly pipelineAccount: string;
  private readonly channels: Readonly<Record<core.Severity, string[]>>;

  public constructor(scope: Construct, id: string, attributes: MlPlatformAttributes) {
    super(scope, id);
    useProviders(this, googleWish(attributes.project, attributes.location, attributes.provider));
    this.platformName = attributes.platformName;
    this.profile = attributes.profile ?? core.Profile.production();
    this.tags = attributes.tags;
    this.network = { networkId: attributes.networkId, privateSubnetIds: attributes.privateSubnetIds };
    this.encryptionKey = { keyId: attributes.encryptionKeyId };
    this.project = attributes.project;
    this.projectNumber = attributes.projectNumber;
    this.location = attributes.location;
    this.podRangeName = attributes.podRangeName;
    this.serviceRangeName = attributes.serviceRangeName;
    this.storageAgent = attributes.storageAgent;
    this.trainingAccount = attributes.trainingAccount;
    this.servingAccount = attributes.servingAccount;
    this.pipelineAccount = attributes.pipelineAccount;
    this.channels = { critical: attributes.criticalChannelIds, warning: attributes.warningChannelIds, info: attributes.infoChannelIds };
    this.artifacts = new ExistingArtifactStore(this, 'Artifacts', this, { bucketName: attributes.artifactsBucketName });
    this.registry = new ExistingContainerRegistry(this, 'Registry', this, {
      project: attributes.registryProject,
      location: attributes.registryLocation,
      repositoryId: attributes.registryRepositoryId,
      repositories: attributes.repositories,
    });
  }

  public personaRole(persona: core.Persona): string {
    return `projects/${this.project}/roles/${roleId(this.platformName, persona)}`;
  }

  public alertChannelIds(severity: core.Severity): string[] {
    return [...this.channels[severity]];
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
}
