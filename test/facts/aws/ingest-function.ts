import { ColumnFacts, GroupFacts } from '../../../src/facts/aws/features-group';
import { ingestCode, ingestEnvironment } from '../../../src/facts/aws/features-ingest';

/** One event as Lambda hands it over. */
export interface Delivered {
  readonly eventID: string;
  readonly kinesis: { readonly data: string; readonly sequenceNumber: string };
}

/** What a request of a client had. */
export type Asked = Readonly<Record<string, unknown>>;

/** What the function did. */
export interface Ran {
  readonly answer: { readonly batchItemFailures: ReadonlyArray<{ readonly itemIdentifier: string }> };
  readonly records: Asked[];
  readonly files: Asked[];
  readonly logs: string[];
}

/** What the services answer; an error for what they refuse. */
export interface Services {
  putRecord?(request: Asked): Promise<void>;
  putObject?(request: Asked): Promise<void>;
}

const column = (name: string, type: string, dimension?: number): ColumnFacts => ({ name, type, dimension, personalData: false });

export const GROUP: GroupFacts = {
  groupName: 'customer_spend',
  name: 'acme-ml-features-customer-spend',
  entityKeys: [column('customer_id', 'string')],
  eventTime: 'updated_at',
  features: [column('spend_7d', 'float'), column('orders', 'int'), column('vip', 'bool'), column('email', 'string'), column('last_order', 'timestamp'), column('taste', 'vector', 3)],
  online: 'standard',
  offline: true,
};

/** A batch of a shard, one event each. */
export function batch(...events: unknown[]): Delivered[] {
  return events.map((event, i) => {
    const text = typeof event === 'string' ? event : JSON.stringify(event);
    return { eventID: `shardId-000000000000:${100 + i}`, kinesis: { data: Buffer.from(text).toString('base64'), sequenceNumber: String(100 + i) } };
  });
}

/** Runs the code of the function as Node.js does, with clients of our own. */
export async function run(Records: readonly Delivered[], { putRecord, putObject }: Services = {}, group = GROUP): Promise<Ran> {
  const [records, files, logs]: [Asked[], Asked[], string[]] = [[], [], []];
  const client = (asked: Asked[], answer: (request: Asked) => Promise<void> = async () => undefined) => class {
    public async send({ input }: { readonly input: Asked }): Promise<void> {
      await answer(input);
      asked.push(input);
    }
  };
  class Command {
    public constructor(public readonly input: Asked) {}
  }
  const modules: Readonly<Record<string, unknown>> = {
    '@aws-sdk/client-sagemaker-featurestore-runtime': { PutRecordCommand: Command, SageMakerFeatureStoreRuntimeClient: client(records, putRecord) },
    '@aws-sdk/client-s3': { PutObjectCommand: Command, S3Client: client(files, putObject) },
  };
  const code = ingestCode(group, { platformName: 'acme-ml', deadLetterPrefix: 'features/store/customer_spend/dead-letters' });
  const exported: { handler?: (event: unknown) => Promise<Ran['answer']> } = {};
  const log = (text: string) => logs.push(text);
  const process = { env: ingestEnvironment('acme-artifacts'), stdout: { write: log } };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('require', 'exports', 'console', 'process', code)((name: string) => modules[name], exported, { error: log }, process);
  const answer = await exported.handler!({ Records });
  return { answer, records, files, logs };
}

/** A refusal of a service, by the name of its error. */
export function refusal(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}
