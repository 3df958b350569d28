import { CfnWorkGroup, CfnWorkGroupProps } from 'aws-cdk-lib/aws-athena';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { workGroup } from '../../facts/aws/features-offline';
import { KEEP_RECORDS, OFFLINE_TRUST } from '../../facts/aws/features-rights';
import { fill } from '../../facts/aws/fill';
import { statements } from '../identity/statements';
import { cfnProperties } from '../serving/cfn-properties';
import { FeatureContext } from './feature-context';

/** Where all records of a group are kept and queried: who writes them, and the workgroup of Athena whose results lie beside them. */
export class OfflineStore extends Construct {
  public readonly role: Role;
  public readonly policy: ManagedPolicy;
  public readonly workGroup: CfnWorkGroup;
  public readonly uri: string;

  public constructor(scope: Construct, id: string, { platform, group, values }: FeatureContext) {
    super(scope, id);
    const { artifacts: { uri }, key } = platform;
    const service = new ServicePrincipal(OFFLINE_TRUST.service);
    this.role = new Role(this, 'Role', { description: `${group.name}: keeps its records`, assumedBy: service.withConditions(fill(OFFLINE_TRUST.conditions, values)) });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: `${group.name}: keeping its records`, statements: statements(KEEP_RECORDS, values), roles: [this.role],
    });
    this.workGroup = new CfnWorkGroup(this, 'Queries', {
      name: group.name,
      description: `Queries of the features of ${group.groupName}`,
      state: 'ENABLED',
      // What was asked stays in its history for 45 days; none of it is worth to keep a workgroup that nobody wants any more.
      recursiveDeleteOption: true,
      workGroupConfiguration: cfnProperties<CfnWorkGroupProps['workGroupConfiguration']>(workGroup(`${uri}/${String(values.queries)}`, key.keyArn)),
    });
    this.uri = `${uri}/${String(values.records)}`;
  }
}
