import { Construct } from 'constructs';
import { nestedBlocks } from './hcl';
import { RawArguments, RawResource, RawResourceOptions } from './raw-resource';

/** The arguments of AWS's provider whose names are the user's; every other object is a block. */
const MAPS = ['parameters', 'tags', 'variables'];

/** A resource of AWS's provider in Terraform's own names: plain data says in a line what a class of the provider takes 10 to 50 kB of code for. */
export class AwsResource extends RawResource {
  public constructor(scope: Construct, id: string, type: `aws_${string}`, private readonly fields: RawArguments, options?: RawResourceOptions) {
    super(scope, id, type, 'aws', fields, options);
  }

  public get arn(): string {
    return this.getStringAttribute('arn');
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return nestedBlocks(this.fields, MAPS);
  }
}
