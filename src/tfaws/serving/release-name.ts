import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ContentId } from '../../terraform';

/**
 * A name that no other release has: it is new each time that the content changes, also where a change is undone. What an endpoint went back to has therefore never
 * the name of something that is to be removed.
 */
export class ReleaseName extends ContentId {
  /** `<base>-<eight hexadecimal digits>`. */
  public readonly releaseName: string;

  public constructor(scope: Construct, id: string, base: string, content: object) {
    super(scope, id, content);
    this.releaseName = Fn.join('-', [base, Fn.substr(this.id, 0, 8)]);
  }
}

/** Where a resource stands in its stack, as Terraform's own arguments name it. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
