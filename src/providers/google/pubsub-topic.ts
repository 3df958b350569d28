export { PubsubTopic, PubsubTopicConfig } from '@cdktf/provider-google/lib/pubsub-topic';
