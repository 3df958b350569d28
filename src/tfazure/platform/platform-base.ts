import { Construct } from 'constructs';
import {
  AlarmProps, ArtifactStoreProps, ContainerRegistryProps, IAlarm, IArtifactStore, IContainerRegistry, IEncryptionKey, INetwork, Persona, Profile,
  Severity,
} from '../../core';
import { Alarm } from '../observability/alarm';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { IMlPlatform } from './ml-platform-handle';

/**
 * What every platform can, made here or elsewhere.
 *
 * @internal
 */
export abstract class PlatformBase extends Construct implements IMlPlatform {
  /** What begins the name of everything. */
  public abstract readonly platformName: string;
  /** What differs between a trial and what a company lives on. */
  public abstract readonly profile: Profile;
  /** The tags of everything. */
  public abstract readonly tags: Record<string, string>;
  /** The network that clusters and jobs run in. */
  public abstract readonly network: INetwork;
  /** The key that encrypts what is stored. */
  public abstract readonly encryptionKey: IEncryptionKey;
  /** The store of data sets, checkpoints, models and reports. */
  public abstract readonly artifacts: IArtifactStore;
  /** The registry of container images. */
  public abstract readonly registry: IContainerRegistry;
  /** The region. */
  public abstract readonly location: string;
  /** The name of the resource group. */
  public abstract readonly resourceGroupName: string;
  /** The id of the resource group. */
  public abstract readonly resourceGroupId: string;
  /** What ends the names that have to be unique in the world. */
  public abstract readonly nameSuffix: string;
  /** The id of the subnet that private endpoints go into. */
  public abstract readonly endpointSubnetId: string;
  /** The ids of the private DNS zones by zone name. */
  public abstract readonly privateDnsZoneIds: Record<string, string>;
  /** The id of the identity that services read the key with. */
  public abstract readonly keyIdentityId: string;
  /** The client id of that identity. */
  public abstract readonly keyIdentityClientId: string;
  /** The id of the Log Analytics workspace. */
  public abstract readonly logAnalyticsWorkspaceId: string;
  /** The id of the machine-learning workspace. */
  public abstract readonly machineLearningWorkspaceId: string;
  /** The object id of the identity of the machine-learning workspace. */
  public abstract readonly machineLearningWorkspacePrincipalId: string;
  /** The public addresses from which pipelines reach data planes. */
  public abstract readonly runnerAddresses: string[];

  /**
   * The ids of the action groups that are told of alarms.
   *
   * @param severity how urgent
   */
  public abstract actionGroupIds(severity: Severity): string[];

  /**
   * The id of the role definition of a persona.
   *
   * @param persona whose role
   */
  public abstract personaRole(persona: Persona): string;

  /**
   * Another store beside `artifacts`: `new tfazure.ArtifactStore`.
   *
   * @param id unique within the platform
   * @param props what the store is to do
   */
  public addArtifactStore(id: string, props?: ArtifactStoreProps): IArtifactStore {
    return new ArtifactStore(this, id, { platform: this, ...props });
  }

  /**
   * Another registry beside `registry`: `new tfazure.ContainerRegistry`.
   *
   * @param id unique within the platform
   * @param props what the registry is to do
   */
  public addContainerRegistry(id: string, props?: ContainerRegistryProps): IContainerRegistry {
    return new ContainerRegistry(this, id, { platform: this, ...props });
  }

  /**
   * An alarm that tells the platform's action groups: `new tfazure.Alarm`.
   *
   * @param id unique within the platform
   * @param props when to call
   */
  public addAlarm(id: string, props: AlarmProps): IAlarm {
    return new Alarm(this, id, { platform: this, ...props });
  }
}
