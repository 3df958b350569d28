import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Values } from '../facts/aws/fill';
import { REGIONS } from '../facts/aws/regions';

/** What stands in the braces of every text of the almanac, in this stack. */
export function stackValues(scope: IConstruct, platformName: string): Values {
  const { partition, account, region, urlSuffix } = Stack.of(scope);
  return { partition, account, region, dnsSuffix: REGIONS[region]?.dnsSuffix ?? urlSuffix, name: platformName };
}
