export { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
