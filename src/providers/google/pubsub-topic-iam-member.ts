export { PubsubTopicIamMember } from '@cdktf/provider-google/lib/pubsub-topic-iam-member';
