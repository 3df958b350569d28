import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { RoleRule } from '../../facts/kubernetes/personas';
import { RoleBindingV1 } from '../../providers/kubernetes/role-binding-v1';
import { RoleV1 } from '../../providers/kubernetes/role-v1';
import { Identity } from './identity';

interface RoleGrantProps {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly rules: ReadonlyArray<RoleRule & { readonly resourceNames?: readonly string[] }>;
  readonly members: readonly IIdentity[];
}

/** A Role, and a RoleBinding where somebody holds it. */
export class RoleGrant extends Construct {
  public readonly resource: RoleV1;

  public constructor(scope: Construct, id: string, { namespace, name, labels, rules, members }: RoleGrantProps) {
    super(scope, id);
    this.resource = new RoleV1(this, 'Resource', {
      metadata: { name, namespace, labels },
      rule: rules.map((rule) => ({
        apiGroups: [...rule.apiGroups],
        resources: [...rule.resources],
        verbs: [...rule.verbs],
        resourceNames: rule.resourceNames && [...rule.resourceNames],
      })),
    });
    if (members.length > 0) {
      new RoleBindingV1(this, 'Binding', {
        metadata: { name, namespace, labels },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
        subject: members.map((member) => (member as Identity)._subject()),
      });
    }
  }
}
