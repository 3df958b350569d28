import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ProviderKind, PROVIDER_KINDS } from './provider-kind';

type Attributes = Record<string, unknown>;

/**
 * Another provider with some attributes changed and an alias: the same credentials, default tags and endpoints in a second region.
 *
 * The base is known at synth only, and it may be the user's: hence it is read when this is rendered.
 */
export class DerivedProvider extends TerraformProvider {
  private base?: TerraformProvider;

  public constructor(
    scope: Construct,
    id: string,
    private readonly kind: ProviderKind,
    private readonly ownAlias: string,
    private readonly changes: Readonly<Record<string, string>>,
  ) {
    super(scope, id, {
      terraformResourceType: kind,
      terraformProviderSource: PROVIDER_KINDS[kind].source,
      terraformGeneratorMetadata: { providerName: kind },
    });
  }

  public follow(base: TerraformProvider): void {
    this.base = base;
  }

  public override get alias(): string {
    return this.ownAlias;
  }

  public override toTerraform(): object {
    const changed: Attributes = { ...this.changes, alias: this.alias };
    return this.renderLike(this.base?.toTerraform() as Rendered | undefined, changed);
  }

  public override toHclTerraform(): object {
    const changed = Object.entries({ ...this.changes, alias: this.alias }).map(([name, value]) => [name, hclString(value)]);
    return this.renderLike(this.base?.toHclTerraform() as Rendered | undefined, Object.fromEntries(changed) as Attributes);
  }

  private renderLike(base: Rendered | undefined, changed: Attributes): object {
    if (!base) return {};
    const attributes = base.provider[this.kind]?.[0] ?? {};
    return { terraform: base.terraform, provider: { [this.kind]: [{ ...attributes, ...changed }] } };
  }
}

interface Rendered {
  readonly terraform: object;
  readonly provider: Record<string, Attributes[]>;
}

function hclString(value: string): object {
  return { value, isBlock: false, type: 'simple', storageClassType: 'string' };
}
