import { Construct } from 'constructs';
import { nestedBlocks } from './hcl';
import { RawArguments, RawResource, RawResourceOptions } from './raw-resource';

/** The arguments of AWS's provider whose names are the user's; every other object is a block. */
const MAPS = ['parameters', 'tags', 'variables'];

/**
 * A resource of AWS's provider in Terraform's own names: what the almanac says in CloudFormation's words becomes its arguments by one rule, and no type of the provider knows that
 * they fit. The real plugin checks them (`test/tfaws/features/real-plugin.test.ts`).
 */
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
