import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The registry of a model on an existing cluster. */
export interface ModelRegistryProps extends core.ModelRegistryProps {
  /** Whose namespace, labels and channels it has. */
  readonly platform: IMlPlatform;

  /**
   * The address of a server of MLflow.
   * @default - that of `kubernetes.Mlflow`, which is installed on the cluster and lets the registry's namespace in
   */
  readonly trackingUri?: string;

  /**
   * The Secret, in the registry's namespace, with the keys `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD` of somebody who may change the model, for a server
   * that asks for a password. It is made by you, as soon as there is the namespace; until then nothing is brought to MLflow. No persona may read it.
   * @default - the server asks for none
   */
  readonly credentialsSecret?: string;

  /**
   * A namespace that exists already, for the ConfigMaps and the CronJob: where another program has made that of the platform's registries, or where nobody but you may make
   * one. Its own roles have to leave ConfigMaps to approvers. It cannot be the platform's, in which personas change ConfigMaps.
   * @default - `<platform>-models`, which is made with the first registry of a platform
   */
  readonly existingNamespace?: string;
}
