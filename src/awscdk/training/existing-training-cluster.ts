import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as core from '../../core';

/**
 * A cluster on EKS that exists already. For service accounts it has the add-on `eks-pod-identity-agent`, for grants the authentication mode `API` (or
 * `API_AND_CONFIG_MAP`), for measurements the add-on `amazon-cloudwatch-observability`, for training jobs its audit log in CloudWatch, too.
 */
export interface ExistingTrainingCluster extends core.ExistingTrainingClusterProps {
  /**
   * The cluster, of this program or by `Cluster.fromClusterAttributes` of `aws-cdk-lib/aws-eks-v2`. What is installed goes through its `kubectlProvider`:
   * `KubectlProvider.fromKubectlProviderAttributes` with the `role` that administers the cluster. Without one, installing is refused with
   * `software/kubectl-layer`.
   */
  readonly cluster: ICluster;
}
