import { CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Keeps what a model is known by when it is taken out of the program, where the profile protects data. */
export function retain(resource: CfnResource, { profile }: IMlPlatform): void {
  resource.applyRemovalPolicy(profile.settings.deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
}
