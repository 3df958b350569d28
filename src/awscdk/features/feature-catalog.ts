import { CfnDatabase, CfnDatabaseProps } from 'aws-cdk-lib/aws-glue';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { databaseInput } from '../../facts/aws/features-catalog';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { retain } from '../registry/retained';
import { cfnProperties } from '../serving/cfn-properties';

/** The database of a store: the tables of its groups, and what people look up of them. */
export function featureCatalog(scope: Construct, id: string, platform: IMlPlatform, { name, groups }: FeatureStorePlan): CfnDatabase {
  const { Parameters, ...input } = databaseInput(name, groups, `${platform.artifacts.uri}/features/${name}`);
  const database = new CfnDatabase(scope, id, {
    catalogId: Stack.of(scope).account,
    databaseInput: { ...cfnProperties<CfnDatabaseProps['databaseInput']>(input), parameters: Parameters } as CfnDatabaseProps['databaseInput'],
  });
  retain(database, platform);
  return database;
}
