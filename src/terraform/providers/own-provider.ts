import { TerraformProvider } from 'cdktf';
import { PROVIDER_KINDS, ProviderKind } from './provider-kind';

/**
 * A provider that this library made. It stands in the tree from the start, because what synth adds to a stack would come too late for its
 * references to other stacks; and it stays silent where the user's own provider is there, because Terraform refuses a second one.
 */
export class OwnProvider {
  private used = true;

  public constructor(public readonly provider: TerraformProvider, private readonly kind: ProviderKind) {
    for (const method of ['toTerraform', 'toHclTerraform', 'toMetadata'] as const) {
      const render = provider[method].bind(provider) as () => unknown;
      provider[method] = () => (this.used ? render() : {});
    }
  }

  public use(used: boolean): void {
    this.used = used;
  }

  /** The bindings pin one exact version. The last pin of a stack wins, so a user's pin is repeated rather than loosened. */
  public pin(version: string | undefined): void {
    const open = this.provider as { -readonly [K in 'terraformGeneratorMetadata']: TerraformProvider[K] };
    open.terraformGeneratorMetadata = { providerName: this.kind, providerVersion: version ?? PROVIDER_KINDS[this.kind].tested };
  }
}
