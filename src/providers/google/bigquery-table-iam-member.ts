export { BigqueryTableIamMember } from '@cdktf/provider-google/lib/bigquery-table-iam-member';
