import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { REGISTRY_LOGIN, REGISTRY_PULL, REGISTRY_PUSH } from '../../facts/aws/grants';
import { StatementFact } from '../../facts/aws/statement';
import { grant } from '../identity/statements';
import { stackValues } from '../stack-values';

/** Who may use the images of some repositories. Logging in has no resource, so it is given by a policy of the identity's own. */
export class RegistryAccess {
  public constructor(private readonly scope: Construct, private readonly repositories: readonly IRepository[]) {}

  public pull(identity: IIdentity): void {
    this.give(identity, REGISTRY_PULL);
  }

  public push(identity: IIdentity): void {
    this.give(identity, REGISTRY_PUSH);
  }

  private give(identity: IIdentity, fact: StatementFact): void {
    const values = stackValues(this.scope, '');
    grant(this.scope, identity, REGISTRY_LOGIN, values);
    // The policy of a repository names no resource.
    this.repositories.forEach((resource) =>
      grant(this.scope, identity, fact, { ...values, repositories: [resource.repositoryArn] }, { resource, selfArns: [] }));
  }
}
