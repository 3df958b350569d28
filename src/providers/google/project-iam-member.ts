export { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
