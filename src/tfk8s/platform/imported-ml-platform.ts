import { Construct } from 'constructs';
import * as core from '../../core';
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
import { ImageRegistry } from '../storage/image-registry';
import { ObjectStorage } from '../storage/object-storage';
import { TrainingCluster } from '../training/training-cluster';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { useCluster } from './platform-providers';

/** Stands for a platform that another program made. */
export class ImportedMlPlatform extends Construct implements IMlPlatform {
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

  public constructor(scope: Construct, id: string, attributes: MlPlatformAttributes) {
    super(scope, id);
    useCluster(this, attributes);
    this.platformName = attributes.platformName;
    this.profile = attributes.profile ?? core.Profile.production();
    this.tags = attributes.tags ?? { 'platform': attributes.platformName, 'managed-by': 'ml-platform-constructs' };
    this.namespace = attributes.namespace;
    this.network = { networkId: attributes.namespace, privateSubnetIds: [attributes.namespace] };
    this.encryptionKeyName = attributes.encryptionKeyName;
    this.encryptionKey = { keyId: attributes.encryptionKeyName ?? 'AES256' };
    this.objectStorage = attributes.objectStorage;
    this.ruleLabels = attributes.ruleLabels ?? { release: 'kube-prometheus-stack' };
    this.artifacts = new ExistingArtifactStore(this, 'Artifacts', this, { bucketName: attributes.artifactsBucketName });
    this.registry = new ExistingContainerRegistry(this, 'Registry', this, attributes.registry);
  }

  public personaRole(persona: core.Persona): string {
    return `${this.platformName}-${persona}`;
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
