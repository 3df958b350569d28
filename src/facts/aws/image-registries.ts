import { REGIONS } from './regions';

/**
 * Accounts of AWS that hold its Deep Learning Containers.
 *
 * Sources: https://aws.github.io/deep-learning-containers/reference/region_availability/, the same in sagemaker-python-sdk
 * (https://github.com/aws/sagemaker-python-sdk/tree/master/sagemaker-core/src/sagemaker/core/image_uri_config, read at a2481266, August 2026).
 */
const CONTAINERS: Readonly<Record<string, string>> = {
  'af-south-1': '626614931356',
  'ap-east-1': '871362719292',
  'ap-east-2': '975050140332',
  'ap-northeast-1': '763104351884',
  'ap-northeast-2': '763104351884',
  'ap-northeast-3': '364406365360',
  'ap-south-1': '763104351884',
  'ap-south-2': '772153158452',
  'ap-southeast-1': '763104351884',
  'ap-southeast-2': '763104351884',
  'ap-southeast-3': '907027046896',
  'ap-southeast-4': '457447274322',
  'ap-southeast-5': '550225433462',
  'ap-southeast-6': '633930458069',
  'ap-southeast-7': '590183813437',
  'ca-central-1': '763104351884',
  'ca-west-1': '204538143572',
  'cn-north-1': '727897471807',
  'cn-northwest-1': '727897471807',
  'eu-central-1': '763104351884',
  'eu-central-2': '380420809688',
  'eu-north-1': '763104351884',
  'eu-south-1': '692866216735',
  'eu-south-2': '503227376785',
  'eu-west-1': '763104351884',
  'eu-west-2': '763104351884',
  'eu-west-3': '763104351884',
  'il-central-1': '780543022126',
  'me-central-1': '914824155844',
  'me-south-1': '217643126080',
  'mx-central-1': '637423239942',
  'sa-east-1': '763104351884',
  'us-east-1': '763104351884',
  'us-east-2': '763104351884',
  'us-west-1': '763104351884',
  'us-west-2': '763104351884',
};

/** GovCloud has those images that `pytorch.json` and its like list there; the page of all regions does not name it. */
const GOVCLOUD: Readonly<Record<string, string>> = { 'us-gov-east-1': '446045086412', 'us-gov-west-1': '442386744353' };

/** Accounts that hold SageMaker's images of XGBoost and Scikit-learn: the same page, and `xgboost.json` for the Middle East and GovCloud. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  'af-south-1': '510948584623',
  'ap-east-1': '651117190479',
  'ap-northeast-1': '354813040037',
  'ap-northeast-2': '366743142698',
  'ap-northeast-3': '867004704886',
  'ap-south-1': '720646828776',
  'ap-south-2': '628508329040',
  'ap-southeast-1': '121021644041',
  'ap-southeast-2': '783357654285',
  'ap-southeast-3': '951798379941',
  'ap-southeast-4': '106583098589',
  'ca-central-1': '341280168497',
  'ca-west-1': '190319476487',
  'cn-north-1': '450853457545',
  'cn-northwest-1': '451049120500',
  'eu-central-1': '492215442770',
  'eu-central-2': '680994064768',
  'eu-north-1': '662702820516',
  'eu-south-1': '978288397137',
  'eu-south-2': '104374241257',
  'eu-west-1': '141502667606',
  'eu-west-2': '764974769150',
  'eu-west-3': '659782779980',
  'il-central-1': '898809789911',
  'me-central-1': '272398656194',
  'me-south-1': '801668240914',
  'sa-east-1': '737474898029',
  'us-east-1': '683313688378',
  'us-east-2': '257758044811',
  'us-gov-east-1': '237065988967',
  'us-gov-west-1': '414596584902',
  'us-west-1': '746614075791',
  'us-west-2': '246618743249',
};

/** By registry, then by region: where the images of `images.ts` are pulled from. A region that a registry lacks has none of its images. */
export const REGISTRIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  containers: hosts(CONTAINERS),
  containersAndGovCloud: hosts({ ...CONTAINERS, ...GOVCLOUD }),
  // huggingface.json
  huggingFaceTraining: hosts({ ...CONTAINERS, ...GOVCLOUD }, [
    'ap-east-2', 'ap-south-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'eu-central-2', 'eu-south-2', 'mx-central-1',
  ]),
  huggingFaceServing: hosts({ ...CONTAINERS, ...GOVCLOUD }, ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1']),
  // autogluon.json; what it lacks for serving, and two more, it lacks for training
  autogluon: hosts({ ...CONTAINERS, ...GOVCLOUD }, [
    'ap-east-2', 'ap-south-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'cn-north-1', 'cn-northwest-1', 'eu-central-2', 'eu-south-2', 'me-central-1',
    'mx-central-1',
  ]),
  // sagemaker-tritonserver.json
  triton: hosts(CONTAINERS, ['cn-north-1', 'cn-northwest-1']),
  algorithms: hosts(ALGORITHMS),
};

function hosts(accounts: Readonly<Record<string, string>>, except: readonly string[] = []): Record<string, string> {
  const regions = Object.keys(accounts).filter((region) => !except.includes(region));
  return Object.fromEntries(regions.map((region) => [region, `${accounts[region]}.dkr.ecr.${region}.${REGIONS[region]!.dnsSuffix}`]));
}
