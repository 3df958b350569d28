import { Construct } from 'constructs';
import { nestedBlocks } from './hcl';
import { RawArguments, RawResource, RawResourceOptions } from './raw-resource';

/** The arguments of Google's provider whose names are the user's; every other object is a block. */
const MAPS = ['attributes', 'labels', 'parameters', 'resource_tags'];

/** A resource of Google's provider in Terraform's own names: plain data says in a line what a class of the provider takes 10 to 50 kB of code for. */
export class GoogleResource extends RawResource {
  public constructor(scope: Construct, id: string, type: `google_${string}`, private readonly fields: RawArguments, options?: RawResourceOptions) {
    super(scope, id, type, 'google', fields, options);
  }

  public get id(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return nestedBlocks(this.fields, MAPS);
  }
}
