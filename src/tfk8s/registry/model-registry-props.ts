import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The registry of a model on an existing cluster. */
export interface ModelRegistryProps extends core.ModelRegistryProps {
  /** Whose namespace, labels and channels it has. */
  readonly platform: IMlPlatform;

  /**
   * The address of a server of MLflow.
   * @default - that of `kubernetes.Mlflow`, which is installed on the cluster and lets the platform's namespace in
   */
  readonly trackingUri?: string;

  /**
   * The Secret, in the platform's namespace, with the keys `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD` of somebody who may change the model, for a server
   * that asks for a password.
   * @default - the server asks for none
   */
  readonly credentialsSecret?: string;
}
