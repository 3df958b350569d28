import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { workGroup } from '../../facts/aws/features-offline';
import { KEEP_RECORDS, OFFLINE_TRUST } from '../../facts/aws/features-rights';
import { IamRole } from '../../providers/aws/iam-role';
import { KmsGrant } from '../../providers/aws/kms-grant';
import { AwsResource } from '../../terraform';
import { FeatureContext } from './feature-context';
import { GroupRole } from './group-role';
import { providerArguments } from './provider-arguments';

const OTHER_WORDS = {
  EnforceWorkGroupConfiguration: 'enforce_workgroup_configuration',
  PublishCloudWatchMetricsEnabled: 'publish_cloudwatch_metrics_enabled',
  KmsKey: 'kms_key_arn',
};

/** Where all records of a group are kept and queried: who writes them, and the workgroup of Athena whose results lie beside them. */
export class OfflineStore extends Construct {
  public readonly role: IamRole;
  public readonly workGroup: AwsResource;
  /** Without a slash at the end. */
  public readonly uri: string;
  /** What has to be there before SageMaker takes the role. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, context: FeatureContext) {
    super(scope, id);
    const { platform: { artifacts }, values } = context;
    const { role, ready } = new GroupRole(this, 'Role', {
      context, suffix: 'records', description: 'SageMaker keeps the records of the feature group', trust: OFFLINE_TRUST, rights: KEEP_RECORDS,
    });
    this.role = role;
    this.ready = [...ready, this.known(context)];
    this.uri = `${artifacts.uri}/${String(values.records)}`;
    this.workGroup = this.queries(context);
  }

  /**
   * SageMaker refuses a role that has not come everywhere yet, and Cloud Control does not ask again
   * (https://github.com/hashicorp/terraform-provider-awscc/issues/221). KMS refuses such a role, too, and there the provider asks until it is known:
   * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/kms/grant.go. The right itself is the least that KMS has.
   */
  private known({ platform, group }: FeatureContext): KmsGrant {
    return new KmsGrant(this, 'Known', {
      name: `${group.name}-records`, keyId: platform.encryptionKey.keyId, granteePrincipal: this.role.arn, operations: ['DescribeKey'],
    });
  }

  private queries({ platform: { artifacts, encryptionKey }, group, values, tags }: FeatureContext): AwsResource {
    return new AwsResource(this, 'Queries', 'aws_athena_workgroup', {
      name: group.name,
      description: `Queries of the features of ${group.groupName}`,
      // What was asked stays in its history for 45 days; none of it is worth to keep a workgroup that nobody wants any more.
      force_destroy: true,
      configuration: providerArguments(workGroup(`${artifacts.uri}/${String(values.queries)}`, encryptionKey.keyId), OTHER_WORDS),
      tags,
    });
  }
}
