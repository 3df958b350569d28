/** A Gateway of the Gateway API, through which models are reached from outside the cluster. It exists already, and lets routes of all namespaces in. */
export interface ModelGateway {
  /** The name of the Gateway. */
  readonly gatewayName: string;

  /** The namespace of the Gateway. */
  readonly namespace: string;

  /** The domain of the models: each is `<model>-<namespace>.<domain>`. */
  readonly domain: string;

  /**
   * Whether the Gateway speaks TLS.
   * @default true
   */
  readonly https?: boolean;
}
