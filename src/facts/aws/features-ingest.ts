import { GroupFacts } from './features-group';
import { DEAD_LETTERS, RETRIES } from './features-metrics';

/** Where a function of a group works. The bucket it reads from a variable, since its name may be known at deployment only. */
export interface IngestPlace {
  readonly platformName: string;
  readonly deadLetterPrefix: string;
}

/**
 * The code of the function that takes the events of a stream into a group, for Node.js with the AWS SDK.
 *
 * Of an event the columns of the group are taken. One that cannot be a record (no JSON, a value of another type, no key or no time) will not become one by waiting: it is
 * written to the bucket, with the reason, and those behind it go on. What SageMaker could not take now (throttled, unavailable, no right) is handed back to Lambda, which
 * reads it again. The same event twice is the same record: SageMaker keeps the latest by the event time.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 *
 * Logs have no values of events, which may tell of persons.
 */
export function ingestCode(group: GroupFacts, { platformName, deadLetterPrefix }: IngestPlace): string {
  const [key] = group.entityKeys;
  const columns = [key!, { name: group.eventTime, type: 'timestamp', dimension: undefined }, ...group.features];
  const settings = {
    group: group.name,
    prefix: deadLetterPrefix,
    required: [key!.name, group.eventTime],
    columns: Object.fromEntries(columns.map(({ name, type, dimension }) => [name, dimension === undefined ? [type] : [type, dimension]])),
    metrics: {
      namespace: DEAD_LETTERS.namespace.replace('{name}', platformName),
      dimension: DEAD_LETTERS.dimension,
      names: { refused: DEAD_LETTERS.metricName, again: RETRIES.metricName },
    },
  };
  return `const SETTINGS = ${JSON.stringify(settings)};\n${CODE}`;
}

/** The variables of the function. */
export function ingestEnvironment(bucketName: string): Record<string, string> {
  return { BUCKET: bucketName };
}

/** How many requests are on their way at once; a shard brings 1,000 events a second at most. */
const WIDTH = 20;

const CODE = `
const { PutRecordCommand, SageMakerFeatureStoreRuntimeClient } = require('@aws-sdk/client-sagemaker-featurestore-runtime');
const { PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');

const { group, prefix, required, columns, metrics } = SETTINGS;
const bucket = process.env.BUCKET;
const features = new SageMakerFeatureStoreRuntimeClient({ maxAttempts: 3 });
const files = new S3Client({});

exports.handler = async ({ Records }) => {
  const failed = [];
  let refused = 0;
  const take = async (record) => {
    try {
      const reason = await takeIn(record.kinesis.data);
      if (reason === undefined) return;
      await setAside(record, reason);
      refused += 1;
    } catch (error) {
      console.error(record.kinesis.sequenceNumber + ' is tried again: ' + error.name);
      failed.push({ itemIdentifier: record.kinesis.sequenceNumber });
    }
  };
  for (let i = 0; i < Records.length; i += ${WIDTH}) await Promise.all(Records.slice(i, i + ${WIDTH}).map(take));
  count({ refused, again: failed.length });
  return { batchItemFailures: failed };
};

// Gives the reason why an event is no record; throws what may pass.
async function takeIn(data) {
  let record;
  try {
    record = recordOf(Buffer.from(data, 'base64').toString('utf8'));
  } catch (error) {
    return error.message;
  }
  try {
    await features.send(new PutRecordCommand({ FeatureGroupName: group, Record: record }));
  } catch (error) {
    if (error.name !== 'ValidationError' && error.name !== 'ValidationException') throw error;
    return error.message;
  }
}

function recordOf(text) {
  const event = JSON.parse(text);
  if (typeof event !== 'object' || event === null || Array.isArray(event)) throw new Error('it is no JSON object');
  const isThere = (name) => Object.hasOwn(event, name) && event[name] !== null;
  const missing = required.filter((name) => !isThere(name));
  if (missing.length > 0) throw new Error('there is no ' + missing.join(', '));
  const given = Object.keys(columns).filter(isThere);
  return given.map((name) => ({ FeatureName: name, ValueAsString: textOf(name, event[name]) }));
}

function textOf(name, value) {
  const [type, dimension] = columns[name];
  const text = WRITERS[type](value, dimension);
  if (text === undefined) throw new Error(name + ' is no ' + type + (dimension ? ' of ' + dimension + ' numbers' : ''));
  return text;
}

const MOST = 2n ** 63n;
const TIME = /^\\d{4}-\\d\\d-\\d\\dT(?:[01]\\d|2[0-3]):\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d\\d:\\d\\d)$/;
// JavaScript takes the 31st of February for the 3rd of March.
const isDay = (day) => new Date(day + 'T00:00:00Z').toISOString().startsWith(day);
const isTime = (value) => typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)) && isDay(value.slice(0, 10));
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

// A whole number that JavaScript would round is given as text.
const WRITERS = {
  int: (value) => {
    const whole = Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\\d{1,19}$/.test(value));
    return whole && BigInt(value) >= -MOST && BigInt(value) < MOST ? String(BigInt(value)) : undefined;
  },
  float: (value) => (isNumber(value) ? String(value) : undefined),
  string: (value) => (typeof value === 'string' ? value : undefined),
  bool: (value) => (typeof value === 'boolean' ? String(Number(value)) : undefined),
  timestamp: (value) => (isTime(value) ? new Date(value).toISOString() : undefined),
  vector: (value, dimension) => (Array.isArray(value) && value.length === dimension && value.every(isNumber) ? JSON.stringify(value) : undefined),
};

// The same event has the same key, so that a batch that is read twice leaves one letter.
async function setAside(record, reason) {
  const Key = prefix + '/' + record.eventID.replace(':', '/') + '.json';
  await files.send(new PutObjectCommand({ Bucket: bucket, Key, Body: JSON.stringify({ reason, record }), ContentType: 'application/json' }));
}

// Not by the console, which writes more than the JSON of a metric into its line.
function count(counts) {
  const { namespace, dimension, names } = metrics;
  const values = Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0).map(([what, n]) => [names[what], n]));
  if (Object.keys(values).length === 0) return;
  const definition = { Namespace: namespace, Dimensions: [[dimension]], Metrics: Object.keys(values).map((Name) => ({ Name, Unit: 'Count' })) };
  process.stdout.write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [definition] }, [dimension]: group, ...values }) + '\\n');
}
`;
