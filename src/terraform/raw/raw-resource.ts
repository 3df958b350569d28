import { ITerraformDependable, TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { ProviderKind } from '../providers';
import { hclArguments } from './hcl';

/** What every raw resource takes beside its own arguments. */
export interface RawResourceOptions {
  readonly dependsOn?: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** The arguments as Terraform names them; `undefined` leaves one out. They are rendered as they are: nothing inside a body is renamed. */
export type RawArguments = Readonly<Record<string, unknown>>;

/**
 * A resource that no binding has, rendered from plain data. To users it is a `cdktf.TerraformResource`: references by `getStringAttribute` and
 * `interpolationForAttribute`, overrides, lifecycle. Its provider is found like that of any other resource below a scope that `useProviders`.
 */
export class RawResource extends TerraformResource {
  private readonly rawArguments: RawArguments;

  public constructor(scope: Construct, id: string, type: string, kind: ProviderKind, rawArguments: RawArguments, options: RawResourceOptions = {}) {
    super(scope, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: { providerName: kind },
      ...(options.dependsOn ? { dependsOn: options.dependsOn } : {}),
      ...(options.lifecycle ? { lifecycle: options.lifecycle } : {}),
    });
    this.rawArguments = rawArguments;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.rawArguments };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.rawArguments);
  }
}
