/** Where the parts of a platform go: what each of them has to know of it, and nothing of the parts that are not made yet. */
export interface Site {
  readonly platformName: string;
  readonly tags: Record<string, string>;
  readonly location: string;
  readonly resourceGroupName: string;
}

/** A site that has a network already. */
export interface NetworkedSite extends Site {
  readonly endpointSubnetId: string;
  readonly privateDnsZoneIds: Record<string, string>;
}
