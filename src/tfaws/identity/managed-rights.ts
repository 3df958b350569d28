import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { IamPolicy } from '../../providers/aws/iam-policy';
import { IamRolePolicyAttachment } from '../../providers/aws/iam-role-policy-attachment';
import { AwsResource } from '../../terraform';
import { kindOf, lastPart } from './identity-grant';
import { policyDocument, Statement } from './policy-document';

export interface ManagedRightsProps {
  readonly identity: IIdentity;
  /** Of the first policy; the others have a number behind it. */
  readonly name: string;
  readonly description: string;
  readonly tags: Record<string, string>;
  /** The statements of each policy, as they are at last; there are never fewer policies than there were. */
  readonly statements: () => Statement[][];
}

/** Rights of a role or user that are too many for its own policy, in managed ones: inline policies of a user hold 2,048 characters together, those of a role 10,240. */
export class ManagedRights extends Construct {
  private made = 0;

  public constructor(scope: Construct, id: string, private readonly props: ManagedRightsProps) {
    super(scope, id);
  }

  /** Makes as many policies as it takes by now. */
  public grow(count: number): void {
    while (this.made < count) this.make(this.made++);
  }

  private make(index: number): void {
    const { identity, name, description, tags, statements } = this.props;
    const suffix = index === 0 ? '' : `-${index + 1}`;
    const { arn } = new IamPolicy(this, `Policy${suffix}`, {
      name: `${name}${suffix}`, description, tags, policy: Lazy.stringValue({ produce: () => policyDocument(statements()[index]!) }),
    });
    const holder = lastPart(identity.identityName);
    const id = `Attachment${suffix}`;
    if (kindOf(identity) === 'user') new AwsResource(this, id, 'aws_iam_user_policy_attachment', { user: holder, policy_arn: arn });
    else new IamRolePolicyAttachment(this, id, { role: holder, policyArn: arn });
  }
}
