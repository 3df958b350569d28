export { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
