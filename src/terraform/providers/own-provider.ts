import { TerraformElement, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { PROVIDER_KINDS, ProviderKind } from './provider-kind';

/**
 * A provider that this library made, with what it brings (its token, for example). It stands in the tree from the start, because what synth adds to a
 * stack would come too late for its references to other stacks; and it stays silent where it is not used: Terraform refuses a second default provider.
 */
export class OwnProvider {
  public readonly provider: TerraformProvider;
  private used = true;

  public constructor(holder: Construct, private readonly kind: ProviderKind, make: (scope: Construct) => TerraformProvider) {
    this.provider = make(holder);
    holder.node.findAll().filter((c) => TerraformElement.isTerraformElement(c)).forEach((element) => this.silenceUnlessUsed(element));
  }

  public use(used: boolean): void {
    this.used = used;
  }

  /** The bindings pin one exact version. The last pin of a stack wins, so a user's pin is repeated rather than loosened. */
  public pin(version: string | undefined): void {
    const open = this.provider as { -readonly [K in 'terraformGeneratorMetadata']: TerraformProvider[K] };
    open.terraformGeneratorMetadata = { providerName: this.kind, providerVersion: version ?? PROVIDER_KINDS[this.kind].tested };
  }

  private silenceUnlessUsed(element: TerraformElement): void {
    for (const method of ['toTerraform', 'toHclTerraform', 'toMetadata'] as const) {
      const render = element[method].bind(element) as () => unknown;
      element[method] = () => (this.used ? render() : {});
    }
  }
}
