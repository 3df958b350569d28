/**
 * From where an endpoint is reached. Whoever calls it has to be let in by `grantInvoke`, from wherever.
 *
 * @example
 * import { EndpointAccess } from 'ml-platform-constructs';
 *
 * const access = EndpointAccess.private();
 */
export class EndpointAccess {
  /**
   * From the platform's network only: `grantInvoke` holds for calls through its endpoints on AWS, Private Service Connect on Google Cloud, a private endpoint of
   * the workspace on Azure; from inside of a cluster.
   */
  public static private(): EndpointAccess {
    return new EndpointAccess('private');
  }

  /** From everywhere, by who was let in; in a cluster through its Gateway. */
  public static public(): EndpointAccess {
    return new EndpointAccess('public');
  }

  private constructor(
    /** `private` or `public`. */
    public readonly kind: string,
  ) {}
}
