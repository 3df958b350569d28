import { ExistingTrainingClusterProps } from '../../core';

/** A GKE cluster that exists already, in the platform's project. */
export interface ExistingTrainingCluster extends ExistingTrainingClusterProps {
  /** The name of the cluster. */
  readonly clusterName: string;

  /**
   * Where its API server is reached, without `https://`: the DNS endpoint (`gke-….gke.goog`), or an address. Another program's cluster has it as an
   * output. Throws `training/endpoint`.
   */
  readonly endpoint: string;

  /**
   * The certificate of the cluster's own authority, as PEM, for an address.
   * @default - none: the DNS endpoint has a certificate that everybody trusts
   */
  readonly clusterCaCertificate?: string;

  /**
   * Where it stands: a region, or a zone.
   * @default - the platform's region
   */
  readonly location?: string;
}
