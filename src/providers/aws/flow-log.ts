export { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
