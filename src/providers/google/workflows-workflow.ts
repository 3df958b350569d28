export { WorkflowsWorkflow } from '@cdktf/provider-google/lib/workflows-workflow';
