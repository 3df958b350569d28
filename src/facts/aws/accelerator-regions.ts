import { MachineFacts, MACHINES } from './machines';

/**
 * The regions that have a family of instances: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-regions.html, as that page stood in the summer of
 * 2026, read in https://github.com/ziadmoubayed/cloud-accelerator-map/blob/8b8ad703a2b605e55e7486087ec003e2998114af/aws.json; for GovCloud, which is not in
 * there, the list prices of 2026-06-15 in https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/providers/pricing/zz_generated.pricing_aws_us_gov.go.
 * Not every zone of such a region has them, nor has every region every size.
 */
const FAMILY_REGIONS = {
  'g4dn': [
    'af-south-1', 'ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1',
    'cn-north-1', 'cn-northwest-1', 'eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'me-south-1', 'sa-east-1',
    'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1', 'us-west-1', 'us-west-2',
  ],
  'g5': [
    'ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-2', 'ap-southeast-3', 'ca-central-1', 'cn-north-1', 'cn-northwest-1',
    'eu-central-1', 'eu-north-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'sa-east-1', 'us-east-1', 'us-east-2',
    'us-west-2',
  ],
  'g6': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-2', 'ap-southeast-5', 'ca-central-1', 'eu-central-1', 'eu-central-2', 'eu-north-1',
    'eu-south-2', 'eu-west-2', 'eu-west-3', 'eusc-de-east-1', 'me-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1',
    'us-west-2',
  ],
  'p4d': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'sa-east-1',
    'us-east-1', 'us-east-2', 'us-gov-west-1', 'us-west-2',
  ],
  'p4de': ['ap-northeast-1', 'ap-southeast-1', 'eu-central-1', 'il-central-1', 'us-east-1', 'us-west-2'],
  'p5': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-2', 'ap-southeast-3', 'ca-central-1', 'eu-north-1', 'eu-west-2', 'sa-east-1', 'us-east-1',
    'us-east-2', 'us-gov-west-1', 'us-west-1', 'us-west-2',
  ],
  'p5e': ['ap-southeast-2', 'ap-southeast-3', 'eu-north-1', 'eu-west-2', 'sa-east-1', 'us-east-2', 'us-west-2'],
  'p5en': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-3', 'eu-north-1', 'eu-south-2', 'me-central-1', 'us-east-1', 'us-east-2', 'us-gov-west-1',
    'us-west-1', 'us-west-2',
  ],
  'p6-b200': ['ap-south-1', 'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1', 'us-west-2'],
} as const;

/**
 * The regions that have an accelerator, on whatever machine. H200 are on two families that few regions have both of: which of the two stands in
 * `FAMILY_REGIONS`.
 */
export const ACCELERATOR_REGIONS: Readonly<Record<string, readonly string[]>> = {
  't4': FAMILY_REGIONS.g4dn,
  'l4': FAMILY_REGIONS.g6,
  'a10g': FAMILY_REGIONS.g5,
  'a100-40gb': FAMILY_REGIONS.p4d,
  'a100-80gb': FAMILY_REGIONS.p4de,
  'h100': FAMILY_REGIONS.p5,
  'h200': [...new Set([...FAMILY_REGIONS.p5e, ...FAMILY_REGIONS.p5en])].sort(),
  'b200': FAMILY_REGIONS['p6-b200'],
};

/**
 * The machines that a region has. An accelerator that it lacks keeps all of its machines, so that what is refused is the region and not the number of GPUs.
 */
export function machinesIn(region: string): Readonly<Record<string, MachineFacts>> {
  const here = (name: string) => regionsOf(name)?.includes(region) ?? true;
  const offered = new Set(Object.entries(MACHINES).filter(([name]) => here(name)).map(([, { accelerator }]) => accelerator));
  return Object.fromEntries(Object.entries(MACHINES).filter(([name, { accelerator }]) => here(name) || !offered.has(accelerator)));
}

function regionsOf(machine: string): readonly string[] | undefined {
  const [family] = machine.split('.');
  return (FAMILY_REGIONS as Readonly<Record<string, readonly string[]>>)[family];
}
