/**
 * What a portable program can ask for and some target may lack. A refusal has the capability as its code, and stands in the support matrix.
 */
export const CAPABILITIES = [
  'platform/budget',
  'platform/permissions-boundary',
  'platform/central-dns',
  'network/addresses',
  'network/zones',
  'egress/nat',
  'egress/none',
  'egress/mirrored',
  'alerts/email',
  'alerts/webhook',
  'storage/tiers',
  'storage/expiry',
  'storage/versions',
  'storage/locked-retention',
  'storage/replication',
  'storage/prefix-grants',
  'registry/immutable-tags',
  'registry/keep-last',
  'registry/scan-on-push',
  'training/elastic',
  'training/spot',
  'training/reservation',
  'training/compact-placement',
  'training/node-disk',
  'training/surge',
  'training/kubernetes-version',
  'training/release-channel',
  'training/maintenance-window',
  'access/private',
  'access/authorized-networks',
  'access/gateway',
] as const;

export type Capability = (typeof CAPABILITIES)[number];
