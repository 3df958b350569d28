import { IConstruct } from 'constructs';
import { DriftMonitorProps, IDriftMonitor } from '../drift';
import { FeatureStoreProps, IFeatureStore } from '../features';
import { Persona, PersonaMembers } from '../identity';
import { ITrainingJob, TrainingJobProps } from '../jobs';
import { INetwork, NetworkProps } from '../network';
import { AlarmProps, AlertChannel, IAlarm } from '../observability';
import { IModelRegistry, ModelRegistryProps } from '../registry';
import { IModelEndpoint, ModelEndpointProps } from '../serving';
import { ArtifactStoreProps, ContainerRegistryProps, IArtifactStore, IContainerRegistry, IEncryptionKey } from '../storage';
import { ITrainingCluster, TrainingClusterProps } from '../training';
import { Budget } from './budget';
import { Guardrails } from './guardrails';
import { Profile } from './profile';

/** What a platform is to be, on any target. Each target adds the few things that only its cloud has. */
export interface MlPlatformProps {
  /**
   * Begins the name of everything that has one: 2 to 16 lower-case letters, digits and hyphens, a letter first.
   * @default - the construct's id in lower case
   */
  readonly platformName?: string;

  /**
   * What differs between a trial and what a company lives on.
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * Where alarms go.
   * @default - alarms are made, and nobody is told
   */
  readonly alerts?: AlertChannel[];

  /**
   * What the platform may cost a month.
   * @default - no budget
   */
  readonly budget?: Budget;

  /**
   * Tags (labels on Google Cloud and Kubernetes) on everything, beside `platform`, `environment` and `managed-by`, which are set always.
   * Keys and values that every cloud takes: lower-case letters, digits, `-` and `_`, up to 63 characters, a letter or digit at both ends; keys begin with
   * a letter.
   * @default - none
   */
  readonly tags?: Record<string, string>;

  /**
   * What the organization imposes.
   * @default - nothing
   */
  readonly guardrails?: Guardrails;

  /**
   * The private network to make. Not together with the target's `existingNetwork`.
   * @default - a network of 10.0.0.0/16 with a way out
   */
  readonly network?: NetworkProps;

  /**
   * The store of artifacts.
   * @default - a private, encrypted, versioned store with the standard lifecycle
   */
  readonly artifacts?: ArtifactStoreProps;

  /**
   * The registry of container images.
   * @default - a private, scanned registry with the repositories 'training' and 'serving'
   */
  readonly registry?: ContainerRegistryProps;

  /**
   * Who works on the platform.
   * @default - the roles are made, and nobody holds them
   */
  readonly personas?: PersonaMembers;

  /**
   * Codes of refusals that you know better than the library; each message that can be acknowledged says so.
   * @default - none
   */
  readonly acknowledge?: string[];
}

/**
 * A private ML platform: the network, the key, the store, the registry, the roles and the alarms that everything else stands on.
 */
export interface IMlPlatform extends IConstruct {
  /** What begins the name of everything. */
  readonly platformName: string;

  /** What differs between a trial and what a company lives on; what is added later follows it. */
  readonly profile: Profile;

  /** The tags of everything; what is added later carries them too. */
  readonly tags: Record<string, string>;

  /** The network that jobs, clusters and endpoints run in. */
  readonly network: INetwork;

  /** The key that encrypts what is stored. */
  readonly encryptionKey: IEncryptionKey;

  /** The store of data sets, checkpoints, models and reports. */
  readonly artifacts: IArtifactStore;

  /** The registry of container images. */
  readonly registry: IContainerRegistry;

  /**
   * The role of a persona: the ARN of an IAM role, the name of a custom role, the name of a Kubernetes role; on Azure the id of a role definition.
   *
   * @param persona whose role
   */
  personaRole(persona: Persona): string;

  /**
   * Another store beside `artifacts`, with the platform's key, profile and tags.
   *
   * @param id unique within the platform
   * @param props what the store is to do
   */
  addArtifactStore(id: string, props?: ArtifactStoreProps): IArtifactStore;

  /**
   * Another registry beside `registry`, with the platform's key, profile and tags.
   *
   * @param id unique within the platform
   * @param props what the registry is to do
   */
  addContainerRegistry(id: string, props?: ContainerRegistryProps): IContainerRegistry;

  /**
   * A Kubernetes cluster with GPUs, in the platform's network, with its key, profile, tags and channels.
   *
   * @param id unique within the platform
   * @param props what the cluster is to be
   */
  addTrainingCluster(id: string, props: TrainingClusterProps): ITrainingCluster;

  /**
   * A training job, on a cluster or with the cloud's own service, with the platform's network, key, tags and channels. It runs when something starts it.
   *
   * @param id unique within the platform
   * @param props what the job is to be
   */
  addTrainingJob(id: string, props: TrainingJobProps): ITrainingJob;

  /**
   * The versions of one model, and who may have them served.
   *
   * @param id unique within the platform
   * @param props what the registry is to be
   */
  addModelRegistry(id: string, props?: ModelRegistryProps): IModelRegistry;

  /**
   * A model that answers, with the cloud's own service or in a cluster, in the platform's network, with its key, profile, tags and channels.
   *
   * @param id unique within the platform
   * @param props what the endpoint is to be
   */
  addModelEndpoint(id: string, props: ModelEndpointProps): IModelEndpoint;

  /**
   * Groups of features with schemas that may grow, with the cloud's own service or with Feast in a cluster, with the platform's key, profile, tags and channels.
   *
   * @param id unique within the platform
   * @param props what the store is to be
   */
  addFeatureStore(id: string, props: FeatureStoreProps): IFeatureStore;

  /**
   * Watches what a model is asked and what it answers, by the cloud's own monitors or by Evidently in a cluster; tells people, and has the model trained anew.
   *
   * @param id unique within the platform
   * @param props what the monitor is to be
   */
  addDriftMonitor(id: string, props: DriftMonitorProps): IDriftMonitor;

  /**
   * An alarm that calls the platform's channels.
   *
   * @param id unique within the platform
   * @param props when to call
   */
  addAlarm(id: string, props: AlarmProps): IAlarm;
}
