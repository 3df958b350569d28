export { AppautoscalingTarget, AppautoscalingTargetConfig } from '@cdktf/provider-aws/lib/appautoscaling-target';
