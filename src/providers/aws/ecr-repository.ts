export { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
