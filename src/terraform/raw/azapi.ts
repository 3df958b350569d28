import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { MainProviderWish } from '../providers';
import { RawProvider } from './raw-provider';
import { RawResource, RawResourceOptions } from './raw-resource';

/** The version that the bodies of Azure ML are typed for. */
const MACHINE_LEARNING_API = '2025-12-01';

/** A type of ARM without its version, which any namespace but Azure ML's has to state. */
type AzapiType =
  | { readonly type: `Microsoft.MachineLearningServices/${string}`; readonly apiVersion?: string }
  | { readonly type: string; readonly apiVersion: string };

export interface AzapiTimeouts {
  readonly create?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
}

interface AzapiCommon<Body> extends RawResourceOptions {
  /** What stands under `properties`, `sku`, `kind` … in the ARM reference of the type; the caller types it. */
  readonly body: Body;
  /** Write-only, never in the state: secrets of the body. */
  readonly sensitiveBody?: object;
  /** Paths of the answer that are wanted as `output`, such as `properties.scoringUri`. */
  readonly exports?: readonly string[];
  /** Ids of resources that may not be changed at the same time. */
  readonly locks?: readonly string[];
  readonly timeouts?: AzapiTimeouts;
}

export type AzapiResourceProps<Body extends object = object> = AzapiType & AzapiResourceArguments<Body>;

interface AzapiResourceArguments<Body> extends AzapiCommon<Body> {
  readonly name: string;
  readonly parentId: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly identity?: AzapiIdentity;
  /** Paths of the body whose change replaces the resource. */
  readonly replaceOn?: readonly string[];
}

export interface AzapiIdentity {
  readonly type: 'SystemAssigned' | 'UserAssigned' | 'SystemAssigned, UserAssigned';
  readonly identityIds?: readonly string[];
}

/** An Azure resource that azurerm lacks. The real plugin checks its body at validate, without a login. */
export class AzapiResource<Body extends object = object> extends RawResource {
  public constructor(scope: Construct, id: string, props: AzapiResourceProps<Body>) {
    super(scope, id, 'azapi_resource', 'azapi', {
      ...common(props),
      name: props.name,
      parent_id: props.parentId,
      location: props.location,
      tags: props.tags,
      identity: props.identity && [{ type: props.identity.type, identity_ids: props.identity.identityIds }],
      replace_triggers_refs: props.replaceOn,
      schema_validation_enabled: true,
    }, props);
  }

  /** One of the `exports`, by its path. */
  public output(path: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${path}`));
  }

  public get id(): string {
    return this.getStringAttribute('id');
  }

  /** The object id of the system-assigned identity. */
  public get principalId(): string {
    return this.getStringAttribute('identity[0].principal_id');
  }
}

export type AzapiUpdateProps<Body extends object = object> = AzapiType & AzapiCommon<Body> & { readonly resourceId: string };

/** Changes some properties of an Azure resource that somebody else made: endpoint traffic, for example. A destroy leaves them as they are. */
export class AzapiUpdateResource<Body extends object = object> extends RawResource {
  public constructor(scope: Construct, id: string, props: AzapiUpdateProps<Body>) {
    super(scope, id, 'azapi_update_resource', 'azapi', { ...common(props), resource_id: props.resourceId }, props);
  }

  /** One of the `exports`, by its path. */
  public output(path: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${path}`));
  }
}

function common(props: AzapiType & AzapiCommon<object>): Record<string, unknown> {
  return {
    type: `${props.type}@${props.apiVersion ?? MACHINE_LEARNING_API}`,
    body: props.body,
    sensitive_body: props.sensitiveBody,
    // Always stated: left out, the provider would keep the whole answer in the state.
    response_export_values: props.exports ?? [],
    locks: props.locks,
    timeouts: props.timeouts,
  };
}

/** Who azapi acts as; left out, it finds out as azurerm does (environment, CLI, managed identity). */
export interface AzapiProviderConfig {
  readonly subscriptionId?: string;
  readonly tenantId?: string;
}

/** For `useProviders`: beside azurerm, with the same subscription. */
export function azapiWish(config: AzapiProviderConfig = {}, given?: TerraformProvider): MainProviderWish {
  return {
    kind: 'azapi',
    ...(given ? { given } : {}),
    make: (scope) => new RawProvider(scope, 'Azapi', 'azapi', { subscription_id: config.subscriptionId, tenant_id: config.tenantId }),
  };
}
