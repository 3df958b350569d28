import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { RestfulOperation, RestfulResource } from '../../terraform';
import { memberId } from '../identity/member-id';
import { FeatureRight, FeatureRoles } from './feature-roles';

/** Of what it is the policy, and what it lets somebody do. */
export interface VertexPolicyProps {
  readonly of: RestfulResource;
  /** Where that is read: `/projects/…`. */
  readonly path: string;
  readonly roles: FeatureRoles;
  readonly right: FeatureRight;
}

/**
 * All that may use one thing of Vertex AI Feature Store. The Google provider (6.50) has no such policy of these, the API has:
 * https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/control-access
 *
 * It is the whole policy, and sent without the tag of the one before, which therefore is written over (https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy):
 * who is in the program no more is let in no more, and what somebody set by hand goes with the next change. So it is there when nobody reads, too. The API reads a policy by
 * POST, which the plugin (0.24) does not: what changes outside of the program is not noticed. Nothing is called at a destroy: a policy goes with its thing, and comes again
 * with it where that is made anew.
 */
export class VertexPolicy extends Construct {
  private role?: string;
  private readonly members = new Map<string, string>();

  public constructor(scope: Construct, id: string, private readonly props: VertexPolicyProps) {
    super(scope, id);
    const { of: thing, path } = props;
    new RestfulOperation(this, 'Resource', {
      path: `${path}:setIamPolicy`,
      method: 'POST',
      body: { policy: { bindings: Lazy.anyValue({ produce: () => this.bindings() }) } },
      dependsOn: [thing],
      lifecycle: { replaceTriggeredBy: [`${thing.terraformResourceType}.${thing.friendlyUniqueId}.id`] },
    });
  }

  /** Lets somebody in, once. */
  public admit({ identityName }: IIdentity): void {
    const { roles, right } = this.props;
    this.role = roles.nameOf(right);
    this.members.set(memberId(this, identityName), identityName);
  }

  /** In one order, whoever was let in first. */
  private bindings(): object[] {
    const ids = [...this.members.keys()].sort();
    return this.role === undefined ? [] : [{ role: this.role, members: ids.map((id) => this.members.get(id)) }];
  }
}
