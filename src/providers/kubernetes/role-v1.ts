export { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
