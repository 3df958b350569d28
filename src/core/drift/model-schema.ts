import { Feature } from '../features';
import { Prediction } from './prediction';
import { RequestFormat } from './request-format';

/** What requests to a model hold, and what it answers. */
export interface ModelSchema {
  /**
   * The features, in the order in which requests hold them; of int, float, string and bool. Others of a request are left out of what is compared. Throws `drift/no-features`,
   * `drift/feature-type` and `drift/feature-twice`.
   */
  readonly features: Feature[];

  /** What it answers. */
  readonly prediction: Prediction;

  /**
   * How a request holds its records. Of batch outputs it means nothing.
   * @default - RequestFormat.CSV on SageMaker, RequestFormat.JSON_INSTANCES elsewhere
   */
  readonly requestFormat?: RequestFormat;

  /**
   * A column that requests and ground truth have, by which one is found for the other; it is no feature. SageMaker joins endpoints' requests by their `InferenceId` instead.
   * Where records are lists, it stands behind the features.
   * @default - none; ground truth needs it outside of SageMaker (`drift/no-record-id`)
   */
  readonly recordId?: string;
}
