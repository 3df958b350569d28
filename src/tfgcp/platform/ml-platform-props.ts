import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { ExistingNetwork } from '../network/existing-network';
import { ExistingArtifacts } from '../storage/existing-artifacts';
import { ExistingEncryptionKey } from '../storage/existing-encryption-key';
import { ExistingRegistry } from '../storage/existing-registry';

/** A platform in a project of Google Cloud. */
export interface MlPlatformProps extends core.MlPlatformProps {
  /** The id of the project that everything stands in: `acme-ml`. It exists already, and is linked with a billing account. */
  readonly project: string;

  /** The region: `europe-west4`. */
  readonly location: string;

  /**
   * The number of the project. Give it, and plans need not ask Google for it.
   * @default - read from the project when the stack is planned
   */
  readonly projectNumber?: string;

  /**
   * The billing account of the project: `012345-6789AB-CDEF01`. Needed with `budget`; whoever deploys has to be allowed to make budgets there.
   * @default - no budget can be made
   */
  readonly billingAccount?: string;

  /**
   * A VPC network that exists already. Neither a subnet, a firewall rule, an address translation nor a DNS zone is made then.
   * @default - a network is made
   */
  readonly existingNetwork?: ExistingNetwork;

  /**
   * A key that exists already.
   * @default - a key ring and a key are made
   */
  readonly existingEncryptionKey?: ExistingEncryptionKey;

  /**
   * A bucket that exists already. Not together with `artifacts`.
   * @default - a bucket is made
   */
  readonly existingArtifacts?: ExistingArtifacts;

  /**
   * A Docker repository of Artifact Registry that exists already. Not together with `registry`.
   * @default - a repository is made
   */
  readonly existingRegistry?: ExistingRegistry;

  /**
   * The Google provider of everything.
   * @default - the only unaliased one of the stack, else one made for the project and the region
   */
  readonly provider?: TerraformProvider;
}
