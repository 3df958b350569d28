import { TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface FakeProviderConfig {
  readonly type?: string;
  readonly alias?: string;
  readonly region?: string;
  readonly version?: string;
  readonly profile?: string;
}

/** A provider as the prebuilt bindings have it, without their weight. */
export class FakeProvider extends TerraformProvider {
  public readonly region?: string;
  private readonly _alias?: string;

  public constructor(scope: Construct, id: string, private readonly config: FakeProviderConfig = {}) {
    const type = config.type ?? 'aws';
    super(scope, id, {
      terraformResourceType: type,
      terraformProviderSource: type,
      terraformGeneratorMetadata: { providerName: type, ...(config.version ? { providerVersion: config.version } : {}) },
    });
    this.region = config.region;
    this._alias = config.alias;
  }

  public override get alias(): string | undefined {
    return this._alias;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { region: this.config.region, profile: this.config.profile, alias: this._alias };
  }
}

/** A resource as the prebuilt bindings have it. */
export class FakeResource extends TerraformResource {
  public constructor(scope: Construct, id: string, type = 'aws_s3_bucket', private readonly attributes: Record<string, unknown> = {}) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: { providerName: type.split('_')[0] ?? '' } });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }
}
