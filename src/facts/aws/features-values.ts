import { databaseName } from './features-catalog';
import { GroupFacts } from './features-group';
import { deadLetterPrefix, DROPPED_PREFIX, offlinePrefix, queriesPrefix } from './features-offline';
import { fill, Values } from './fill';

const BUCKET_ARN = 'arn:{partition}:s3:::';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html#amazonathena-resources-for-iam-policies */
const WORK_GROUP_ARN = 'arn:{partition}:athena:{region}:{account}:workgroup/{group}';

/** By the name, which is no reference: who sends events may be in a stack that others stand on. */
const STREAM_ARN = 'arn:{partition}:kinesis:{region}:{account}:stream/{group}';

/**
 * What stands in the braces of `features-rights.ts` for a group.
 *
 * @param place the partition, the region, the account and the key
 */
export function groupValues(store: string, { name, groupName }: Pick<GroupFacts, 'name' | 'groupName'>, bucketName: string, place: Values): Values {
  const values: Values = { ...place, group: name };
  return {
    ...values,
    artifacts: `${fill<string>(BUCKET_ARN, values)}${bucketName}`,
    workGroup: fill<string>(WORK_GROUP_ARN, values),
    stream: fill<string>(STREAM_ARN, values),
    database: databaseName(store),
    table: groupName,
    records: offlinePrefix(store, groupName),
    queries: queriesPrefix(store, groupName),
    deadLetters: deadLetterPrefix(store, groupName),
    dropped: DROPPED_PREFIX,
  };
}
