import { Tags } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** Puts a platform's tags on everything below a construct, also where that stands in another stack than the platform. */
export function addTags(scope: IConstruct, tags: Readonly<Record<string, string>>): void {
  Object.entries(tags).forEach(([key, value]) => Tags.of(scope).add(key, value));
}
