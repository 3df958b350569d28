import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { stableSuffix } from '../../core/private';
import { stableText } from '../../terraform';
import { RoleGrant } from './role-grant';

/** Lets identities read one Secret, which is what access to a store or a registry outside the cluster comes down to. */
export class SecretReader extends Construct {
  private readonly granted = new Set<string>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: { readonly namespace: string; readonly secret: string; readonly name: string; readonly labels: Record<string, string> },
  ) {
    super(scope, id);
  }

  /** Granting the same twice changes nothing. */
  public grant(identity: IIdentity): void {
    requireGranteeOf('kubernetes', identity, this);
    const grantee = stableText(this, identity.identityName);
    const suffix = stableSuffix(grantee);
    if (this.granted.has(suffix)) return;
    this.granted.add(suffix);
    const { namespace, secret, name, labels } = this.props;
    // Two programs may grant the same to the same: each has a Role of its own, so that one's destroy takes nothing from the other.
    const roleName = `${name}-${stableSuffix(grantee, this.node.path)}`;
    new RoleGrant(this, `Grant${suffix}`, {
      namespace,
      labels,
      name: roleName,
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: [secret] }],
      members: [identity],
    });
  }
}
