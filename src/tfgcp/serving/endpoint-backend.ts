import { IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';

/** What an endpoint is made of, a service or a cluster. */
export interface EndpointBackend {
  readonly invokeUrl: string;
  readonly identity: IIdentity;
  readonly captureLocation?: string;
  readonly quotas: QuotaNeed[];
  readonly metrics: IModelEndpointMetrics;
  grantInvoke(identity: IIdentity): void;
  /** Keeps requests from here on, as if the endpoint had been made so. */
  keepRequests(capture: CapturePlan): void;
}
