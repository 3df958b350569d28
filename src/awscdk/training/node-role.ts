import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Values } from '../../facts/aws/fill';
import { NODE_POLICIES, NODE_TRUST } from '../../facts/aws/nodes';
import { awsPolicies } from './cluster-context';

/** What nodes work as: they join the cluster, and pull images. Pods have roles of their own. */
export function nodeRole(scope: Construct, id: string, description: string, values: Values): Role {
  const role = new Role(scope, id, { description, assumedBy: new ServicePrincipal(NODE_TRUST.service) });
  awsPolicies(role, NODE_POLICIES, values).forEach((policy) => role.addManagedPolicy(policy));
  return role;
}
