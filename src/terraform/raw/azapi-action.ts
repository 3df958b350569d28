import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiTimeouts } from './azapi';
import { RawResource, RawResourceOptions } from './raw-resource';

export interface AzapiActionProps extends RawResourceOptions {
  /** With its version: `Microsoft.Logic/workflows@2019-05-01`. */
  readonly type: string;
  readonly resourceId: string;
  /** What follows the id: `triggers/manual/run`; left out, the resource itself is asked. */
  readonly action?: string;
  readonly method?: 'POST' | 'GET' | 'DELETE';
  readonly body?: object;
  /** Whether it is done when the resource is made or changed, or when it goes. */
  readonly when?: 'apply' | 'destroy';
  /** Paths of the answer that are wanted as `output`. */
  readonly exports?: readonly string[];
  readonly ignoreNotFound?: boolean;
  /** Answers after which it is asked again, until the timeout, at most `maxIntervalSeconds` (10 to 300) apart. */
  readonly retry?: { readonly errors: readonly string[]; readonly maxIntervalSeconds: number };
  readonly timeouts?: AzapiTimeouts;
}

const FIRST_INTERVAL_SECONDS = 10;

/**
 * A call of Resource Manager. It is made again when what it asks for changes, and nothing is read in between:
 * https://github.com/Azure/terraform-provider-azapi/blob/v2.9.0/internal/services/azapi_resource_action_resource.go
 */
export class AzapiAction extends RawResource {
  public constructor(scope: Construct, id: string, { retry, ...props }: AzapiActionProps) {
    super(scope, id, 'azapi_resource_action', 'azapi', {
      type: props.type,
      resource_id: props.resourceId,
      action: props.action,
      method: props.method ?? 'POST',
      body: props.body,
      when: props.when,
      response_export_values: props.exports ?? [],
      ignore_not_found: props.ignoreNotFound,
      retry: retry && { error_message_regex: retry.errors, interval_seconds: FIRST_INTERVAL_SECONDS, max_interval_seconds: retry.maxIntervalSeconds },
      timeouts: props.timeouts,
    }, props);
  }

  /** One of the `exports`, or a part of one, by its path. */
  public output(path: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${path}`));
  }

  /** A value of the body once the call was made, so that what uses it waits. */
  public bodyValue(name: string): string {
    return Token.asString(this.interpolationForAttribute(`body.${name}`));
  }
}
