import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';

/** A piece of Terraform JSON that cdktf has no class for. */
export class RawElement extends TerraformElement {
  public constructor(scope: Construct, id: string, private readonly fragment: object) {
    super(scope, id);
  }

  public override toTerraform(): object {
    return this.fragment;
  }

  /** In HCL mode cdktf renders only the `terraform` block of what it does not know. */
  public override toHclTerraform(): object {
    return this.fragment;
  }
}
