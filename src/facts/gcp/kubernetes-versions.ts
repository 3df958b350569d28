/* eslint-disable @stylistic/quote-props -- a version is no number: 1.40 without quotes would be 1.4 */
/** One minor version of Kubernetes on GKE. */
export interface KubernetesVersionFacts {
  /** The last day of standard support: GKE upgrades clusters by itself after it, unless they are in the Extended channel. */
  readonly supportedUntil: string;
  /** Whether only the Rapid channel has it, which GKE's service level agreement does not cover. */
  readonly rapidOnly?: boolean;
}

/**
 * The minor versions that new clusters can have in a release channel other than Extended.
 *
 * Sources: https://docs.cloud.google.com/kubernetes-engine/docs/release-schedule (page of 2026-04-10 for 1.34 and 1.35; 1.36 as
 * https://endoflife.date/google-kubernetes-engine had copied it by 2026-08-22), https://docs.cloud.google.com/kubernetes-engine/docs/release-notes (2026-R43 of
 * 2026-10-08: Regular has 1.34 to 1.36, Rapid 1.37 as well). The date of 1.37 is the end of the open source support (https://kubernetes.io/releases/1.37/), since
 * GKE's was not out yet; for the versions before it GKE's was the later one.
 */
export const KUBERNETES_VERSIONS: Readonly<Record<string, KubernetesVersionFacts>> = {
  '1.34': { supportedUntil: '2027-01-25' },
  '1.35': { supportedUntil: '2027-04-11' },
  '1.36': { supportedUntil: '2027-08-09' },
  '1.37': { supportedUntil: '2027-10-28', rapidOnly: true },
};

/** What a new cluster in the Regular channel gets (since 2026-R43). */
export const DEFAULT_KUBERNETES_VERSION = '1.36';

/**
 * The release channels; a cluster without one is deprecated and goes away on 2027-06-14.
 *
 * Source: https://docs.cloud.google.com/kubernetes-engine/docs/concepts/release-channels and `release_channel` of google_container_cluster 6.50.0.
 */
export const RELEASE_CHANNELS = { rapid: 'RAPID', regular: 'REGULAR', stable: 'STABLE', extended: 'EXTENDED' } as const;
