/** How the container of a model is asked. What is left out is what SageMaker asks for, which all other places can be told. */
export interface ServingContainer {
  /**
   * The port that it listens on. SageMaker has 8080 only; another is refused there with `models/container`.
   * @default 8080
   */
  readonly port?: number;

  /**
   * The path that answers 200 once the model is loaded. SageMaker has `/ping` only.
   * @default '/ping'
   */
  readonly healthPath?: string;

  /**
   * The path that takes a POST with what is to be predicted. SageMaker has `/invocations` only.
   * @default '/invocations'
   */
  readonly predictPath?: string;

  /**
   * Whether it speaks gRPC instead of HTTP; its health is then asked by the protocol `grpc.health.v1`. In a cluster, by `EndpointKind.deployment`, only.
   * @default false
   */
  readonly grpc?: boolean;

  /**
   * What it runs instead of the image's own program.
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * What its program is called with.
   * @default - the image's
   */
  readonly args?: string[];
}
