import { IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';

/** What an endpoint is made of, a service or a cluster. */
export interface EndpointBackend {
  readonly invokeUrl: string;
  readonly identity: IIdentity;
  readonly captureLocation?: string;
  readonly quotas: QuotaNeed[];
  readonly metrics: IModelEndpointMetrics;
  grantInvoke(identity: IIdentity): void;
}
