import { TerraformStack } from 'cdktf';
import * as core from '../../core';

/** A training cluster on AWS, made here or elsewhere. */
export interface ITrainingCluster extends core.ITrainingCluster {
  /** The stack of what runs in the cluster, beside the cluster's; it is made when it is first asked for. Add a backend, or Kubernetes resources of your own. */
  readonly workloadsStack: TerraformStack;
}
