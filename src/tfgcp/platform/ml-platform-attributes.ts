import { TerraformProvider } from 'cdktf';
import { Profile } from '../../core';

/** What another program has to know of a platform. Each is an output of the platform's stack, `<platform id>_<attribute>` in snake case. */
export interface MlPlatformAttributes {
  /** What begins the name of everything. */
  readonly platformName: string;

  /** The project. */
  readonly project: string;

  /** The number of the project. */
  readonly projectNumber: string;

  /** The region. */
  readonly location: string;

  /** The id of the network. */
  readonly networkId: string;

  /** The ids of the subnets. */
  readonly privateSubnetIds: string[];

  /**
   * The name of the first subnet's secondary range for the pods of clusters.
   * @default - clusters make their own
   */
  readonly podRangeName?: string;

  /**
   * The name of the first subnet's secondary range for the services of clusters.
   * @default - clusters have the range that GKE gives to each
   */
  readonly serviceRangeName?: string;

  /** The name of the key. */
  readonly encryptionKeyId: string;

  /** The name of the bucket of the artifacts. */
  readonly artifactsBucketName: string;

  /** The project of the repository. */
  readonly registryProject: string;

  /** The place of the repository. */
  readonly registryLocation: string;

  /** The last name of the repository. */
  readonly registryRepositoryId: string;

  /** The repositories of the registry: the images in the repository. */
  readonly repositories: string[];

  /** The e-mail of the service agent of Cloud Storage. */
  readonly storageAgent: string;

  /** The e-mail of the service account that training jobs run as. */
  readonly trainingAccount: string;

  /** The e-mail of the service account that models are served as. */
  readonly servingAccount: string;

  /** The e-mail of the service account that pipelines run as. */
  readonly pipelineAccount: string;

  /** The notification channels for what wakes a person. */
  readonly criticalChannelIds: string[];

  /** The notification channels for what is looked at in working hours. */
  readonly warningChannelIds: string[];

  /** The notification channels for what is worth knowing. */
  readonly infoChannelIds: string[];

  /** The labels of everything. */
  readonly tags: Record<string, string>;

  /**
   * What differs between a trial and what a company lives on. The label `environment` says which it is.
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * The Google provider of what is added to the platform here.
   * @default - the only unaliased one of the stack, else one made for the project and the region
   */
  readonly provider?: TerraformProvider;
}
