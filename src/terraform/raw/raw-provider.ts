import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { PROVIDER_KINDS, ProviderKind } from '../providers';
import { hclArguments } from './hcl';
import { RawArguments } from './raw-resource';

/** A provider that no binding has, rendered from plain data. */
export class RawProvider extends TerraformProvider {
  public constructor(
    scope: Construct,
    id: string,
    kind: ProviderKind,
    private readonly rawArguments: RawArguments = {},
    private readonly ownAlias?: string,
  ) {
    super(scope, id, {
      terraformResourceType: kind,
      terraformProviderSource: PROVIDER_KINDS[kind].source,
      terraformGeneratorMetadata: { providerName: kind, providerVersion: PROVIDER_KINDS[kind].tested },
    });
  }

  public override get alias(): string | undefined {
    return this.ownAlias;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.rawArguments };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hclArguments(this.rawArguments);
  }
}
