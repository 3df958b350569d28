import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { ExistingNetwork } from '../network/existing-network';
import { ExistingArtifacts } from '../storage/existing-artifacts';
import { ExistingEncryptionKey } from '../storage/existing-encryption-key';
import { ExistingRegistry } from '../storage/existing-registry';

/** A platform on AWS, deployed by Terraform. */
export interface MlPlatformProps extends core.MlPlatformProps {
  /**
   * The region, as a literal: `eu-west-1`.
   * @default - the region of `provider`; without one, `platform/region` is thrown
   */
  readonly region?: string;

  /**
   * The account, twelve digits. Names of buckets and most policies carry it; a plan with it asks AWS one question less.
   * @default - asked at plan (`aws_caller_identity`)
   */
  readonly accountId?: string;

  /**
   * The zones of the subnets, as many as the network has. Give them where a service of the platform lacks a zone, or capacity is reserved in one.
   * @default - the first zones that the account has, asked at plan (`aws_availability_zones`)
   */
  readonly zones?: string[];

  /**
   * A network that exists already. It needs private ways to the services of AWS, or a way out.
   * @default - a network is made
   */
  readonly existingNetwork?: ExistingNetwork;

  /**
   * A key that exists already.
   * @default - a key is made
   */
  readonly existingEncryptionKey?: ExistingEncryptionKey;

  /**
   * A bucket that exists already.
   * @default - a bucket is made
   */
  readonly existingArtifacts?: ExistingArtifacts;

  /**
   * Repositories that exist already.
   * @default - they are made
   */
  readonly existingRegistry?: ExistingRegistry;

  /**
   * The AWS provider of everything.
   * @default - the only unaliased one of the stack, else one made for the region
   */
  readonly provider?: TerraformProvider;

  /**
   * The AWS provider of the copy of the artifacts: another region, or another account there. Needs `artifacts.replicaRegion`.
   * @default - the provider of everything, with the replica region
   */
  readonly replicaProvider?: TerraformProvider;
}
