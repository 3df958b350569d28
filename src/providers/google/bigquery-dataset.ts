export { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
