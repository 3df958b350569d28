import { IIdentity, QuotaNeed } from '../../core';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';

/** What runs an endpoint. */
export interface EndpointBackend {
  readonly identity: IIdentity;
  readonly invokeUrl: string;
  readonly quotas: QuotaNeed[];
  readonly captureLocation?: string;
  /** Keeps requests from here on for a monitor, as if the endpoint had been made so; one that keeps them already goes on. */
  keepRequests(capture: CapturePlan): void;
  grantInvoke(identity: IIdentity): void;
}
