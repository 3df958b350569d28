export { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
