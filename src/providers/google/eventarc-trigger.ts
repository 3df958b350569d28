export { EventarcTrigger } from '@cdktf/provider-google/lib/eventarc-trigger';
