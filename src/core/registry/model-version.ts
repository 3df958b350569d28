import { IConstruct } from 'constructs';
import { Approval } from './approval';
import { Model } from './model';
import { ModelCard } from './model-card';
import { IModelRegistry } from './model-registry';

/** What a version of a model is to be. */
export interface ModelVersionProps {
  /** The model; a version of another registry is taken over, which has to be approved there. */
  readonly model: Model;

  /**
   * Whether it may be served. A change here is a change in place.
   * @default Approval.pending()
   */
  readonly approval?: Approval;

  /**
   * What people have to know of it.
   * @default - the registry's
   */
  readonly card?: ModelCard;

  /**
   * What is new in it.
   * @default - not said
   */
  readonly description?: string;
}

/** A version of a model in a registry: what is in it never changes, whether it may be served does. */
export interface IModelVersion {
  /** The registry that has it. */
  readonly registry: IModelRegistry;

  /** What the cloud calls it: the ARN of a model package, `projects/…/models/…@3`, an id of Azure ML, `models:/fraud/3` of MLflow. */
  readonly versionId: string;

  /** Whether it may be served; absent where it is not part of this program, and only the registry knows. */
  readonly approval?: Approval;
}

/** A version that this program adds. */
export interface IAddedModelVersion extends IConstruct, IModelVersion {}
