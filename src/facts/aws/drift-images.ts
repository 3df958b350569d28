import { REGIONS } from './regions';

/**
 * Accounts of AWS that hold the analyzer of Model Monitor:
 * https://github.com/aws/sagemaker-python-sdk/blob/021937b7b76e2c50ce2a6be6f59eeb9d04446735/src/sagemaker/image_uri_config/model-monitor.json
 */
const ANALYZERS: Readonly<Record<string, string>> = {
  'ap-east-1': '001633400207',
  'ap-northeast-1': '574779866223',
  'ap-northeast-2': '709848358524',
  'ap-south-1': '126357580389',
  'ap-southeast-1': '245545462676',
  'ap-southeast-2': '563025443158',
  'ca-central-1': '536280801234',
  'cn-north-1': '453000072557',
  'cn-northwest-1': '453252182341',
  'eu-central-1': '048819808253',
  'eu-north-1': '895015795356',
  'eu-west-1': '468650794304',
  'eu-west-2': '749857270468',
  'eu-west-3': '680080141114',
  'me-south-1': '607024016150',
  'sa-east-1': '539772159869',
  'us-east-1': '156813124566',
  'us-east-2': '777275614652',
  'us-west-1': '890145073186',
  'us-west-2': '159807026194',
};

/** Accounts that hold Clarify: https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-processing-job-configure-container.html */
const CLARIFY: Readonly<Record<string, string>> = {
  'af-south-1': '811711786498',
  'ap-east-1': '098760798382',
  'ap-northeast-1': '377024640650',
  'ap-northeast-2': '263625296855',
  'ap-northeast-3': '912233562940',
  'ap-south-1': '452307495513',
  'ap-southeast-1': '834264404009',
  'ap-southeast-2': '007051062584',
  'ap-southeast-3': '705930551576',
  'ca-central-1': '675030665977',
  'cn-north-1': '122526803553',
  'cn-northwest-1': '122578899357',
  'eu-central-1': '017069133835',
  'eu-north-1': '763603941244',
  'eu-south-1': '638885417683',
  'eu-west-1': '131013547314',
  'eu-west-2': '440796970383',
  'eu-west-3': '341593696636',
  'me-south-1': '835444307964',
  'sa-east-1': '520018980103',
  'us-east-1': '205585389593',
  'us-east-2': '211330385671',
  'us-west-1': '740489534195',
  'us-west-2': '306415355426',
};

/** The images that jobs of a monitor run. */
export interface MonitorImages {
  readonly analyzer: string;
  /** Absent where Clarify is not. */
  readonly clarify?: string;
}

/** The images in a region; nothing where Model Monitor is not. */
export function monitorImages(region: string): MonitorImages | undefined {
  const analyzer = imageIn(ANALYZERS, region, 'sagemaker-model-monitor-analyzer');
  return analyzer === undefined ? undefined : { analyzer, clarify: imageIn(CLARIFY, region, 'sagemaker-clarify-processing:1.0') };
}

function imageIn(accounts: Readonly<Record<string, string>>, region: string, image: string): string | undefined {
  const account = accounts[region];
  return account && `${account}.dkr.ecr.${region}.${REGIONS[region]!.dnsSuffix}/${image}`;
}

/** Regions of both. */
export const MONITOR_REGIONS: readonly string[] = Object.keys(ANALYZERS);
