export { BigqueryConnection } from '@cdktf/provider-google/lib/bigquery-connection';
