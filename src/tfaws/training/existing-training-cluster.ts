import * as core from '../../core';

/**
 * A cluster on EKS that exists already. For service accounts it has the add-on `eks-pod-identity-agent`, for grants the authentication mode `API` (or
 * `API_AND_CONFIG_MAP`), for measurements the add-on `amazon-cloudwatch-observability`, for training jobs its audit log in CloudWatch, too; whoever runs Terraform
 * administers it.
 */
export interface ExistingTrainingCluster extends core.ExistingTrainingClusterProps {
  /** The name of the cluster. Everything else is asked at plan (`aws_eks_cluster`). */
  readonly clusterName: string;
}
