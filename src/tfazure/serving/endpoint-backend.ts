import { IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';

/** What an endpoint is made of, wherever it runs. */
export interface EndpointBackend {
  readonly endpointName: string;
  readonly invokeUrl: string;
  readonly identity: IIdentity;
  readonly captureLocation?: string;
  readonly quotas: QuotaNeed[];
  readonly metrics: IModelEndpointMetrics;
  grantInvoke(identity: IIdentity): void;
}
