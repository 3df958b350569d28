import { Construct } from 'constructs';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { sortedKeys } from '../../core/private';
import { databaseInput } from '../../facts/aws/features-catalog';
import { AwsResource, writtenTexts } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { providerArguments } from './provider-arguments';

/** The database of a store: the tables of its groups, and what people look up of them. */
export function featureCatalog(scope: Construct, id: string, platform: IMlPlatform, plan: FeatureStorePlan): AwsResource {
  const { name, groups, deletionProtection } = plan;
  const { Parameters, ...input } = databaseInput(name, groups, `${platform.artifacts.uri}/features/${name}`);
  return new AwsResource(scope, id, 'aws_glue_catalog_database', {
    ...providerArguments(input),
    parameters: writtenTexts(sortedKeys(Parameters)),
    tags: { ...platform.tags },
  }, { lifecycle: { preventDestroy: deletionProtection } });
}
