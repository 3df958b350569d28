import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { ServiceAccount } from '../../providers/google/service-account';
import { Identity } from '../identity/identity';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeatureRoles } from './feature-roles';

/** The service account that asks the tables of a store whether they have new values. */
export class FreshnessAccount extends Construct {
  public readonly resource: TerraformResource;
  public readonly email: string;
  public readonly member: string;

  public constructor(scope: Construct, id: string, storeName: string, { project, platformName }: IMlPlatform, roles: FeatureRoles) {
    super(scope, id);
    const account = new ServiceAccount(this, 'Resource', {
      project,
      // The whole name of a store may be too long for an account.
      accountId: `${platformName}-ft-${stableSuffix(storeName)}`,
      displayName: `${storeName}: freshness`,
      description: `What asks whether the feature store ${storeName} has new values works as this account`,
    });
    this.resource = account;
    this.email = account.email;
    this.member = account.member;
    roles.grantOnProject('check', Identity.serviceAccount(account.email));
  }
}
