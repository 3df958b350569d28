export { BigqueryTable, BigqueryTableExternalDataConfiguration } from '@cdktf/provider-google/lib/bigquery-table';
