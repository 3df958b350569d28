import { Json, list, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { FeatureGroupFacts, SoftwareFacts, StoreFacts } from '../facts';
import { bucketReaders, encryptsVolumes, feastTables, Kept, placeIn, sageMakerGroups } from './aws-features';
import { Allowed } from './aws-models';
import { references } from './awscdk-jobs';
import { allowed, plain } from './awscdk-models';
import { feastGroups, storageClassIn } from './cluster-features';

export function featureGroups(app: SynthesizedApp, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): FeatureGroupFacts[] {
  const groups = app.of('AWS::SageMaker::FeatureGroup');
  const of = (type: string, properties = (given: Json) => given) => app.of(type).map((resource) => kept(resource, properties));
  const [by] = [...groups, ...app.of('AWS::S3::Bucket')];
  if (!by) return [];
  const storeOf = (address: string) => storeIn(app, stores, address);
  const tables = feastTables(of('AWS::DynamoDB::Table'), references(app, by));
  return [
    ...sageMakerGroups({
      groups: groups.map((group) => kept(group)),
      databases: of('AWS::Glue::Database', ({ DatabaseInput }) => DatabaseInput),
      workGroups: of('AWS::Athena::WorkGroup'),
      streams: of('AWS::Kinesis::Stream'),
      functions: of('AWS::Lambda::Function'),
      mappings: of('AWS::Lambda::EventSourceMapping'),
      endpoints: app.of('AWS::EC2::VPCEndpoint').map(({ properties }) => text(properties.ServiceName)),
      references: references(app, by),
      policies: policies(app),
      storeOf,
    }),
    ...feastGroups(software, {
      ...bucketReaders(policies(app), storeOf),
      online: ({ project }, group) => tables[`${project}.${group}`],
      encryptsVolumes: (className) => encryptsVolumes(storageClassIn(software, className), references(app, by).isKey),
    }),
  ];
}

/** What roles may do, each by whom. */
export function policies(app: SynthesizedApp): Allowed[] {
  return app.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').map((policy) => ({
    who: list<Json>(policy.properties.Roles).map((role) => (typeof role === 'string' ? role : text(role))), statements: allowed(policy),
  }));
}

function kept({ id, properties, deletionPolicy }: TemplateResource, of = (given: Json) => given): Kept {
  const tags = Array.isArray(properties.Tags) ? properties.Tags.map(({ Key, Value }: Json) => [Key, Value]) : Object.entries(properties.Tags ?? {});
  return { properties: plain(of(properties)), kept: deletionPolicy === 'Retain', tags: Object.fromEntries(tags) as Record<string, string>, reference: `\${${id}}` };
}

/** A bucket by its reference or its name. */
export function storeIn(app: SynthesizedApp, stores: readonly StoreFacts[], address: string): StoreFacts | undefined {
  const { bucket } = placeIn(address);
  const named = app.of('AWS::S3::Bucket').find(({ id }) => [`\${${id}}`, `\${${id}.Arn}`].includes(bucket));
  return stores.find(({ name }) => name === (named ? text(named.properties.BucketName) : bucket));
}
