import { INetwork } from '../../core';

/** A namespace that exists already, with its network policies and quotas. */
export interface ExistingNetwork {
  /** The name of the namespace. Nothing in it is changed but what the platform adds. */
  readonly namespace: string;
}

/** The namespace of a platform: on a cluster that exists, it is what a private network is elsewhere. */
export class Network implements INetwork {
  public readonly networkId: string;

  public readonly privateSubnetIds: string[];

  /** The name of the namespace. */
  public readonly namespace: string;

  /**
   * @param namespace the name of the namespace
   */
  public constructor(namespace: string) {
    this.namespace = namespace;
    this.networkId = namespace;
    this.privateSubnetIds = [namespace];
  }
}
