export { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
