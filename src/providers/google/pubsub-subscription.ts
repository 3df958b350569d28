export { PubsubSubscription } from '@cdktf/provider-google/lib/pubsub-subscription';
