/** How people sign in to the server of Argo Workflows, with OpenID Connect. */
export interface WorkflowSignIn {
  /** The address of the issuer, such as `https://login.microsoftonline.com/<tenant>/v2.0`. */
  readonly issuer: string;

  /** The address under which people open the server, without a slash at its end; `<url>/oauth2/callback` is registered with the issuer. */
  readonly url: string;

  /** A Secret in the namespace `argo-workflows` with the keys `client-id` and `client-secret`. You make it, so that no secret is in a template. */
  readonly clientSecret: string;

  /**
   * What is asked of the issuer beside `openid`, such as `groups`.
   * @default - nothing
   */
  readonly scopes?: string[];
}
