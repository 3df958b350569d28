import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IContainerRegistry } from '../../core';
import { ModelPlan } from '../../core/registry/model-plan';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { fill, Values } from '../../facts/aws/fill';
import { REGISTRY_PULL } from '../../facts/aws/grants';
import { keyPrefix } from '../../facts/aws/registry-package';
import { PROMOTE_VERSIONS, PROMOTION_KEY } from '../../facts/aws/registry-rights';
import { Identity } from '../identity/identity';
import { grant } from '../identity/statements';
import { RegistryParts } from './registry-parts';

/** What the registries of this target have beside core's. */
interface OnEcr extends IContainerRegistry {
  readonly resources: Readonly<Record<string, IRepository>>;
}

/** The accounts that versions go on to, without the registry's own, whose policies say all that is to be said. */
export function promotedTo(scope: Construct, { promotions }: ModelRegistryPlan): string[] {
  const { account } = Stack.of(scope);
  return promotions.map(({ place }) => place).filter((place) => place !== account);
}

/** What the policy of a group lets these accounts do. */
export function groupPolicy(accounts: readonly string[], values: Values): object | undefined {
  if (accounts.length === 0) return undefined;
  const principals = accounts.map((account) => `arn:${String(values.partition)}:iam::${account}:root`);
  return {
    Version: '2012-10-17',
    Statement: PROMOTE_VERSIONS.map((fact) => {
      const { sid, actions, resources } = fill(fact, values);
      return { Sid: sid, Effect: 'Allow', Principal: { AWS: principals }, Action: actions, Resource: resources };
    }),
  };
}

/** Lets these accounts decrypt the versions themselves. */
export function letAccountsDecrypt(scope: Construct, accounts: readonly string[], { platform: { key }, values }: RegistryParts): void {
  accounts.forEach((account) => grant(scope, identityOf(account), PROMOTION_KEY, values, { resource: key, selfArns: ['*'] }));
}

/** Lets the accounts that versions go on to read the files of a model, and pull its image if it lies in the platform's registry. */
export function letAccountsUse(scope: Construct, { artifact, image }: ModelPlan, { platform, plan, values }: RegistryParts): void {
  const { registryUri, resources } = platform.registry as OnEcr;
  const own = Object.entries(resources).filter(([name]) => [':', '@'].some((end) => image?.uri.startsWith(`${registryUri}/${name}${end}`)));
  promotedTo(scope, plan).map(identityOf).forEach((identity) => {
    artifact?.store.grantRead(identity, keyPrefix(artifact.key));
    own.forEach(([, resource]) => {
      grant(scope, identity, REGISTRY_PULL, { ...values, repositories: [resource.repositoryArn] }, { resource, selfArns: [] });
    });
  });
}

function identityOf(account: string): Identity {
  return Identity.of(new AccountPrincipal(account));
}
