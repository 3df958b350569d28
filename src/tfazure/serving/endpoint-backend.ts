import { IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';

/** What an endpoint is made of, wherever it runs. */
export interface EndpointBackend {
  readonly endpointName: string;
  readonly invokeUrl: string;
  readonly identity: IIdentity;
  readonly captureLocation?: string;
  readonly quotas: QuotaNeed[];
  readonly metrics: IModelEndpointMetrics;
  /** Keeps requests from here on, as if the endpoint had been made so. */
  keepRequests(capture: CapturePlan): void;
  grantInvoke(identity: IIdentity): void;
}
