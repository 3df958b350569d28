import { SynthesizedApp } from '../../support/cloudformation';
import { SynthesizedStack } from '../../support/terraform';

/** What tells two resources of one name apart, beside their type: where they are. */
const WHERE = /^(?:parent_id|resource_group_name|namespace|role|bucket|cluster_name|rule|project|location|region|topic|subscription|dataset_id|feature_group|storage_account_id|type|type_name|alias|provider|policy_name|resource_id|target_resource_id|private_dns_zone_name)$/;

/** Pairs that the cloud would take for one resource, each by its type and name. */
export function twinsIn(stack: SynthesizedStack): string[] {
  const named = Object.entries(stack.json.resource ?? {}).flatMap(([type, resources]) => Object.values(resources).flatMap((resource) => {
    const name = resource.name ?? resource.display_name ?? resource.metadata?.name;
    const where = Object.entries({ ...resource, namespace: resource.namespace ?? resource.metadata?.namespace }).filter(([key, value]) => WHERE.test(key) && typeof value === 'string');
    return typeof name === 'string' ? `${type} ${name} ${JSON.stringify(where.sort())}` : [];
  }));
  return twice(named);
}

/** Names of CloudFormation that are one in an account and a region; a filter has the name of the group of logs that it reads. */
const NAMES = ['AlarmName', 'DashboardName', 'FeatureGroupName', 'FunctionName', 'LogGroupName', 'Name', 'RoleName', 'StateMachineName', 'TableName', 'TopicName'];
const NAMED_ELSEWHERE = ['AWS::Logs::MetricFilter'];

export function twinsOf(app: SynthesizedApp): string[] {
  return twice(app.resources.filter(({ type }) => !NAMED_ELSEWHERE.includes(type)).flatMap(({ type, properties }) => NAMES.flatMap((key) => (typeof properties[key] === 'string' ? `${type} ${properties[key] as string}` : []))));
}

const twice = (all: string[]) => all.filter((one, i) => all.indexOf(one) !== i);
