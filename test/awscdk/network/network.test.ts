import { Egress, Profile } from '../../../src/core';
import { text, synthesize } from '../../support/cloudformation';
import { platform, synthesized } from '../platforms';

const zones = (props: Parameters<typeof synthesized>[0]) => synthesized(props).of('AWS::EC2::NatGateway').length;

test('each zone of production has a way out of its own, those of development share one', () => {
  expect(zones({})).toBe(3);
  expect(zones({ profile: Profile.development() })).toBe(1);
});

test('without a way out there is no public subnet, and the services of AWS are reached all the same', () => {
  const made = synthesized({ network: { egress: Egress.none() } });
  expect(made.of('AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::EIP')).toEqual([]);
  expect(made.of('AWS::EC2::Route')).toEqual([]);
  expect(made.of('AWS::EC2::Subnet')).toHaveLength(3);
  expect(made.of('AWS::EC2::VPCEndpoint').length).toBeGreaterThan(5);
});

test('subnets have the ranges of the plan, in zones by number', () => {
  const subnets = synthesized({ network: { cidr: '10.8.0.0/16', egress: Egress.none() } }).of('AWS::EC2::Subnet').map(({ properties }) => properties);
  expect(subnets.map(({ CidrBlock }) => CidrBlock)).toEqual(['10.8.0.0/19', '10.8.32.0/19', '10.8.64.0/19']);
  expect(subnets.map(({ AvailabilityZone }) => AvailabilityZone['Fn::Select'][0])).toEqual([0, 1, 2]);
});

test('endpoints answer the network and nobody else', () => {
  const made = synthesized();
  const groups = made.of('AWS::EC2::SecurityGroup').map(({ properties }) => properties);
  const [endpoints] = groups.filter(({ GroupDescription }) => GroupDescription.includes('endpoints of AWS'));
  expect(endpoints.SecurityGroupIngress).toEqual([expect.objectContaining({ CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443 })]);
});

test('the organization keeps the names of endpoints if it says so', () => {
  const dns = (props: Parameters<typeof synthesized>[0]) => synthesized(props).of('AWS::EC2::VPCEndpoint')
    .filter(({ properties }) => properties.VpcEndpointType === 'Interface').map(({ properties }) => properties.PrivateDnsEnabled);
  expect(new Set(dns({}))).toEqual(new Set([true]));
  expect(new Set(dns({ guardrails: { centralDns: true } }))).toEqual(new Set([false]));
});

test('services in China have the names that China gives them', () => {
  const { app } = platform({}, { region: 'cn-north-1', account: '123456789012' });
  const made = synthesize(app);
  const [{ properties: key }] = made.of('AWS::KMS::Key');
  expect(JSON.stringify(key.KeyPolicy)).toContain('"logs.cn-north-1.amazonaws.com.cn"');
  const names = made.of('AWS::EC2::VPCEndpoint').map(({ properties }) => text(properties.ServiceName));
  expect(names).toEqual(expect.arrayContaining(['com.amazonaws.cn-north-1.s3', 'cn.com.amazonaws.cn-north-1.sts', 'com.amazonaws.cn-north-1.kms']));
});
