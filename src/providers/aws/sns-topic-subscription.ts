export { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
