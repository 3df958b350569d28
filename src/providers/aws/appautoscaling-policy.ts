export { AppautoscalingPolicy, AppautoscalingPolicyConfig } from '@cdktf/provider-aws/lib/appautoscaling-policy';
