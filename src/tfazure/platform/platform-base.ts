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
import { TrainingCluster } from '../training/training-cluster';
import { IMlPlatform } from './ml-platform-handle';

/**
 * What every platform can, made here or elsewhere.
 *
 * @internal
 */
export abstract class PlatformBase extends Construct implements IMlPlatform {
  public abstract readonly platformName: string;
  public abstract readonly profile: Profile;
  public abstract readonly tags: Record<string, string>;
  public abstract readonly network: INetwork;
  public abstract readonly encryptionKey: IEncryptionKey;
  public abstract readonly artifacts: IArtifactStore;
  public abstract readonly registry: IContainerRegistry;
  public abstract readonly location: string;
  public abstract readonly resourceGroupName: string;
  public abstract readonly resourceGroupId: string;
  public abstract readonly nameSuffix: string;
  public abstract readonly endpointSubnetId: string;
  public abstract readonly privateDnsZoneIds: Record<string, string>;
  public abstract readonly keyIdentityId: string;
  public abstract readonly keyIdentityClientId: string;
  public abstract readonly versionedEncryptionKeyId?: string;
  public abstract readonly apiServerSubnetId?: string;
  public abstract readonly podCidr: string;
  public abstract readonly serviceCidr: string;
  public abstract readonly logAnalyticsWorkspaceId: string;
  public abstract readonly machineLearningWorkspaceId: string;
  public abstract readonly machineLearningWorkspacePrincipalId: string;
  public abstract readonly runnerAddresses: string[];

  public abstract alertActionGroupIds(severity: Severity): string[];

  public abstract personaRole(persona: Persona): string;

  public addArtifactStore(id: string, props?: ArtifactStoreProps): IArtifactStore {
    return new ArtifactStore(this, id, { ...props, platform: this });
  }

  public addContainerRegistry(id: string, props?: ContainerRegistryProps): IContainerRegistry {
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
}
