import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import * as core from '../../core';

/** A platform on AWS, deployed by CloudFormation. Region and account are those of its stack. */
export interface MlPlatformProps extends core.MlPlatformProps {
  /**
   * A network to use instead of a new one. Its private or isolated subnets hold jobs and endpoints; endpoints of services and flow logs are its owner's.
   * @default - a network is made
   */
  readonly existingNetwork?: IVpc;

  /**
   * A key to use instead of a new one, of the stack's region. If it was made in this program, the services that use it are added to its policy; else its
   * policy has to allow them, and a warning names them.
   * @default - a key is made
   */
  readonly existingEncryptionKey?: IKey;

  /**
   * A bucket to use instead of a new one. How it is encrypted and how objects age in it is its owner's.
   * @default - a bucket is made
   */
  readonly existingArtifacts?: IBucket;

  /**
   * Repositories to use instead of new ones; each goes by the last part of its name.
   * @default - repositories are made
   */
  readonly existingRegistry?: IRepository[];

  /**
   * The layer with `kubectl` and `helm` by which AWS CDK installs what runs in clusters, such as `KubectlV35Layer` of `@aws-cdk/lambda-layer-kubectl-v35`
   * for Kubernetes 1.35.
   * @default - none: each cluster is given its own, or none runs what it needs
   */
  readonly kubectlLayer?: ILayerVersion;
}
