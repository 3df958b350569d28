import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { Accelerator } from '../training';
import { ModelCard } from './model-card';
import { ModelStage } from './model-stage';
import { IAddedModelVersion, IModelVersion, ModelVersionProps } from './model-version';
import { Promotion } from './promotion';

/** What the registry of a model is to be, on any target. */
export interface ModelRegistryProps {
  /**
   * The name of the model.
   * @default - the platform's name and the construct's id in lower case
   */
  readonly modelName?: string;

  /**
   * What the model is for.
   * @default - not said
   */
  readonly description?: string;

  /**
   * How far its models have come.
   * @default - as the platform's profile: development, staging or production
   */
  readonly stage?: ModelStage;

  /**
   * Who decides whether a version may be served, by the name that approvals have: `{ 'ada@acme.io': identity }`. They are granted it, and nobody else is. A
   * registry of production, and one whose versions go on to production, needs one (`models/no-approver`).
   * @default - nobody
   */
  readonly approvers?: Record<string, IIdentity>;

  /**
   * Where approved versions go on to. Throws `models/same-stage` and `models/promotion-order`.
   * @default - nowhere
   */
  readonly promotions?: Promotion[];

  /**
   * What people have to know of the model; that of a version goes before it.
   * @default - none
   */
  readonly card?: ModelCard;

  /**
   * The GPUs that versions are served on: a runtime has images for GPUs and images for machines without.
   * @default - machines without GPUs, where the runtime has an image for them
   */
  readonly accelerator?: Accelerator;
}

/**
 * The versions of one model, and who may have them served: a model package group of SageMaker, a model of Vertex AI, a model of an Azure ML registry, a registered
 * model of MLflow.
 */
export interface IModelRegistry extends IConstruct {
  /** Whose registry it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly registrySystem: string;

  /** The name of the model. */
  readonly modelName: string;

  /** What the cloud calls it: an ARN, a resource name, an id, the address of MLflow's server with the name. */
  readonly registryId: string;

  /** How far its models have come. */
  readonly stage: ModelStage;

  /**
   * Adds a version. Throws `models/unknown-approver`, `models/not-approved` and `models/foreign-uri`.
   *
   * @param id unique in the registry
   * @param props what it is
   */
  addVersion(id: string, props: ModelVersionProps): IAddedModelVersion;

  /**
   * A version that somebody else adds: a pipeline, or another program. Whether it is approved is asked when it is deployed.
   *
   * @param version its number, as the registry counts
   */
  version(version: string): IModelVersion;

  /**
   * Lets somebody add versions, which then wait for approval.
   *
   * @param identity who
   */
  grantRegister(identity: IIdentity): void;

  /**
   * Lets somebody read versions, as who deploys them does.
   *
   * @param identity who
   */
  grantRead(identity: IIdentity): void;
}
