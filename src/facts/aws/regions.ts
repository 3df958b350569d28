/** What this library knows of one region of AWS. */
export interface RegionFacts {
  /** The first part of every ARN there. */
  readonly partition: string;
  /** What the names of its services end with. */
  readonly dnsSuffix: string;
  /** How many zones an account is sure to have there; absent where it is three or more. */
  readonly zones?: number;
}

const COMMERCIAL: RegionFacts = { partition: 'aws', dnsSuffix: 'amazonaws.com' };
const CHINA: RegionFacts = { partition: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' };
const GOVERNMENT: RegionFacts = { partition: 'aws-us-gov', dnsSuffix: 'amazonaws.com' };
const SOVEREIGN: RegionFacts = { partition: 'aws-eusc', dnsSuffix: 'amazonaws.eu' };

/**
 * The regions that a platform can lie in. The isolated partitions (aws-iso…) are left out: their services differ.
 *
 * Regions: https://docs.aws.amazon.com/general/latest/gr/sagemaker.html and https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html,
 * the latter also for the number of zones. us-west-1 gives each account two of its three.
 * Partitions: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export const REGIONS: Readonly<Record<string, RegionFacts>> = {
  'af-south-1': COMMERCIAL,
  'ap-east-1': COMMERCIAL,
  'ap-east-2': COMMERCIAL,
  'ap-northeast-1': COMMERCIAL,
  'ap-northeast-2': COMMERCIAL,
  'ap-northeast-3': COMMERCIAL,
  'ap-south-1': COMMERCIAL,
  'ap-south-2': COMMERCIAL,
  'ap-southeast-1': COMMERCIAL,
  'ap-southeast-2': COMMERCIAL,
  'ap-southeast-3': COMMERCIAL,
  'ap-southeast-4': COMMERCIAL,
  'ap-southeast-5': COMMERCIAL,
  'ap-southeast-6': COMMERCIAL,
  'ap-southeast-7': COMMERCIAL,
  'ca-central-1': COMMERCIAL,
  'ca-west-1': COMMERCIAL,
  'cn-north-1': CHINA,
  'cn-northwest-1': CHINA,
  'eu-central-1': COMMERCIAL,
  'eu-central-2': COMMERCIAL,
  'eu-north-1': COMMERCIAL,
  'eu-south-1': COMMERCIAL,
  'eu-south-2': COMMERCIAL,
  'eu-west-1': COMMERCIAL,
  'eu-west-2': COMMERCIAL,
  'eu-west-3': COMMERCIAL,
  'eusc-de-east-1': SOVEREIGN,
  'il-central-1': COMMERCIAL,
  'me-central-1': COMMERCIAL,
  'me-south-1': COMMERCIAL,
  'mx-central-1': COMMERCIAL,
  'sa-east-1': COMMERCIAL,
  'us-east-1': COMMERCIAL,
  'us-east-2': COMMERCIAL,
  'us-gov-east-1': GOVERNMENT,
  'us-gov-west-1': GOVERNMENT,
  'us-west-1': { ...COMMERCIAL, zones: 2 },
  'us-west-2': COMMERCIAL,
};

/** What is assumed of a region that is newer than this table (the user has acknowledged it). */
export const NEW_REGION: RegionFacts = COMMERCIAL;
