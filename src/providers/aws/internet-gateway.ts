export { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
