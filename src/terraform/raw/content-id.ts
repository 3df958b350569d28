import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

/**
 * Terraform's own resource without anything behind it. Its id is new each time that what it is made of changes, also where the change is undone.
 *
 * What is taken out of a program goes before what used it is updated, unless it is one that is made before it is destroyed, as all here are, and with them what they
 * depend on: then it goes after it.
 *
 * https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class ContentId extends TerraformResource {
  /**
   * @param content a text, or plain data whose values may be known only at deployment; a text of the user's in it is escaped as where it is used
   */
  public constructor(scope: Construct, id: string, private readonly content: string | object) {
    super(scope, id, { terraformResourceType: 'terraform_data', lifecycle: { createBeforeDestroy: true } });
  }

  public get id(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.content };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    const type = typeof this.content === 'string' ? { type: 'simple', storageClassType: 'string' } : { type: 'any', storageClassType: 'any' };
    return { triggers_replace: { value: this.content, isBlock: false, ...type } };
  }
}

/** A value that is known only once other things are there; whoever reads it waits for them. */
export class ReadyValue extends TerraformResource {
  public constructor(scope: Construct, id: string, private readonly value: string, dependsOn: ITerraformDependable[]) {
    super(scope, id, { dependsOn, terraformResourceType: 'terraform_data', lifecycle: { createBeforeDestroy: true } });
  }

  public get output(): string {
    return this.getStringAttribute('output');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.value };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { input: { value: this.value, isBlock: false, type: 'simple', storageClassType: 'string' } };
  }
}
