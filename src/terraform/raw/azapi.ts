import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { MainProviderWish } from '../providers';
import { RawProvider } from './raw-provider';
import { RawResource, RawResourceOptions } from './raw-resource';

/** The API version that the bodies of a namespace are typed for. */
const API_VERSIONS: Readonly<Record<string, string>> = { 'Microsoft.MachineLearningServices': '2025-12-01' };

export interface AzapiTimeouts {
  readonly create?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
}

interface AzapiCommon<Body> extends RawResourceOptions {
  /** `Microsoft.MachineLearningServices/workspaces/schedules`, without a version. */
  readonly type: string;
  /** Needed for a namespace whose version this file does not know. */
  readonly apiVersion?: string;
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

export interface AzapiResourceProps<Body extends object = object> extends AzapiCommon<Body> {
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
      identity: props.identity && [{ type: props.identity.type, ...(props.identity.identityIds ? { identity_ids: props.identity.identityIds } : {}) }],
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

export interface AzapiUpdateProps<Body extends object = object> extends AzapiCommon<Body> {
  readonly resourceId: string;
}

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

function common(props: AzapiCommon<object>): Record<string, unknown> {
  return {
    type: `${props.type}@${apiVersion(props)}`,
    body: props.body,
    sensitive_body: props.sensitiveBody,
    // Always stated: left out, the provider would keep the whole answer in the state.
    response_export_values: props.exports ?? [],
    locks: props.locks,
    timeouts: props.timeouts,
  };
}

function apiVersion({ type, apiVersion: stated }: AzapiCommon<object>): string {
  const version = stated ?? API_VERSIONS[type.split('/')[0] ?? ''];
  if (!version) throw new Error(`the API version of '${type}' is not known here: state \`apiVersion\``);
  return version;
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
