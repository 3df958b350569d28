import { IIdentity, QuotaNeed } from '../../core';

/** What runs an endpoint. */
export interface EndpointBackend {
  readonly identity: IIdentity;
  readonly invokeUrl: string;
  readonly quotas: QuotaNeed[];
  readonly captureLocation?: string;
  grantInvoke(identity: IIdentity): void;
}
