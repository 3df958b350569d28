import { GRANT_KEY, IN_THE_NETWORK, USE_KEY } from './execution-roles';
import { REGISTRY_LOGIN, REGISTRY_PULL } from './grants';
import { StatementFact } from './statement';

/**
 * Rights of endpoints. Beside the words of `statement.ts`: `{endpoint}` and `{logs}` (names), and the lists `{subnets}`, `{repositories}` and `{alarms}` (ARNs).
 *
 * What SageMaker does as the role of an endpoint, beside reading its models: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms.
 * Alarms of a rollout are read by it: https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
 */
const SERVE: readonly StatementFact[] = [
  USE_KEY,
  GRANT_KEY,
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: ['arn:{partition}:logs:{region}:{account}:log-group:{logs}', 'arn:{partition}:logs:{region}:{account}:log-group:{logs}:log-stream:*'],
  },
  {
    sid: 'PutMetrics',
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': ['/aws/sagemaker/Endpoints', '/aws/sagemaker/InferenceComponents', 'AWS/SageMaker'] } },
  },
  ...IN_THE_NETWORK,
];

const READ_ALARMS: StatementFact = { sid: 'ReadAlarms', actions: ['cloudwatch:DescribeAlarms'], resources: ['{alarms}'] };

/** What an endpoint does beside reading its models: pulls images of ECR whose repositories are known, and reads the alarms that guard a rollout. */
export function servingRights({ onEcr, guarded }: { readonly onEcr: boolean; readonly guarded: boolean }): StatementFact[] {
  return [...SERVE, ...(onEcr ? [REGISTRY_LOGIN, REGISTRY_PULL] : []), ...(guarded ? [READ_ALARMS] : [])];
}

const ENDPOINT = 'arn:{partition}:sagemaker:{region}:{account}:endpoint/{endpoint}';

/** An endpoint is asked over HTTP, in one answer or in parts: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
const INVOKE = ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'];

/**
 * Who may ask. A private endpoint has an address as every endpoint of SageMaker; it is private, since those who may ask may do so through the network's own way to
 * SageMaker only: https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html#api-private-link-policy. Names of components are those of endpoints.
 *
 * @param vpc the network that requests have to come through; from everywhere without one
 */
export function invokeRight(isComponent: boolean, vpc: string | undefined): StatementFact {
  return {
    sid: 'Invoke',
    actions: INVOKE,
    resources: [ENDPOINT, ...(isComponent ? ['arn:{partition}:sagemaker:{region}:{account}:inference-component/{endpoint}'] : [])],
    ...(vpc === undefined ? {} : { conditions: { StringEquals: { 'aws:SourceVpc': vpc } } }),
  };
}
