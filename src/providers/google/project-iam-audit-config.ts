export { ProjectIamAuditConfig } from '@cdktf/provider-google/lib/project-iam-audit-config';
