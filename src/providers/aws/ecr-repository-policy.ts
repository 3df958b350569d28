export { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
