export { AppautoscalingScheduledAction, AppautoscalingScheduledActionConfig } from '@cdktf/provider-aws/lib/appautoscaling-scheduled-action';
