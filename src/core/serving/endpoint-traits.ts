import { IConstruct } from 'constructs';
import { IModelEndpoint } from './model-endpoint';
import { CapturePlan, ModelEndpointPlan } from './model-endpoint-plan';

/** What a monitor has to know of an endpoint. */
export interface EndpointTraits {
  /** Whose endpoint it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly system: string;
  /** The platform that it belongs to. */
  readonly platform: IConstruct;
  readonly plan: ModelEndpointPlan;
}

/** An endpoint of this library, which tells the plan of a monitor what it is; jsii leaves the methods out of what is public. */
export interface EndpointWithTraits extends IModelEndpoint {
  _traits(): EndpointTraits;

  /** Keeps requests from now on, of an endpoint that was made without. */
  _keepRequests(capture: CapturePlan): void;
}

/** Whether an endpoint is one of this library's, and not somebody's own class. */
export function hasEndpointTraits(endpoint: IModelEndpoint): endpoint is EndpointWithTraits {
  return typeof (endpoint as Partial<EndpointWithTraits>)._traits === 'function';
}
