import { propertyAccess, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

/**
 * Values as they were when it was made, whatever is said later: for what a service takes once, and would have to be made again for.
 *
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
 */
export class KeptValues extends TerraformResource {
  public constructor(scope: Construct, id: string, private readonly values: Readonly<Record<string, unknown>>) {
    super(scope, id, { terraformResourceType: 'terraform_data', lifecycle: { ignoreChanges: ['input'] } });
  }

  /** One of them, of whatever type it is. */
  public value(name: string): unknown {
    return propertyAccess(this.interpolationForAttribute('output'), [name]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.values };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { input: { value: this.values, isBlock: false, type: 'any', storageClassType: 'any' } };
  }
}
