import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct, DependencyGroup, IDependable } from 'constructs';
import { ArtifactPath } from '../../core';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { modelFolders, servedBy } from '../../core/serving/model-files';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { fill, Values } from '../../facts/aws/fill';
import { STORE_DECRYPT } from '../../facts/aws/grants';
import { repositoryArn } from '../../facts/aws/job-images';
import { folder } from '../../facts/aws/sagemaker-job';
import { versionsFolder } from '../../facts/aws/serving-model';
import { servingRights } from '../../facts/aws/serving-rights';
import { Identity } from '../identity/identity';
import { statements } from '../identity/statements';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { privateSubnets } from '../platform/platform-network';
import { filesOf } from '../registry/registry-parts';

export interface EndpointRoleProps {
  readonly platform: IMlPlatform;
  readonly plan: ModelEndpointPlan;
  readonly values: Values;
  readonly guardArns: readonly string[];
}

/** Who the containers of an endpoint are: one role an endpoint, which reads its models. */
export class EndpointRole extends Construct {
  public readonly role: Role;
  public readonly identity: Identity;
  /** What has to be there before SageMaker reads anything as the role. */
  public readonly rights: IDependable;

  public constructor(scope: Construct, id: string, { platform, plan, values, guardArns }: EndpointRoleProps) {
    super(scope, id);
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    const service = new ServicePrincipal(EXECUTION_TRUST.service);
    this.role = new Role(this, 'Resource', {
      description: `${plan.name}: containers of the endpoint`,
      assumedBy: service.withConditions(fill(EXECUTION_TRUST.conditions, values)),
    });
    this.identity = Identity.of(this.role);
    const served = modelsOf(plan).map(({ model }) => servedBy(model));
    const images = served.flatMap(({ image }) => image?.uri ?? []);
    const repositories = [...new Set(images.flatMap((uri) => repositoryArn(uri, partition!) ?? []))];
    // Where the files of a version lie that another program added, only its registry knows.
    const files = served.flatMap(({ version }) => (version ? [filesOf(version.registry) ?? { store: platform.artifacts }] : []));
    const keys = [...new Set(files.flatMap(({ keyArn }) => keyArn ?? []))];
    new ManagedPolicy(this, 'Policy', {
      description: `${plan.name}: what SageMaker does for the endpoint`,
      statements: [
        ...statements(servingRights({ onEcr: repositories.length > 0, guarded: guardArns.length > 0 }), {
          ...values,
          repositories,
          alarms: guardArns,
          subnets: privateSubnets(platform.vpc).map(({ subnetId }) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnetId}`),
        }),
        ...statements(keys.length > 0 ? [STORE_DECRYPT] : [], { ...values, key: keys }),
      ],
      roles: [this.role],
    });
    // An image whose name is known only at deployment, or to a registry of models only, is taken for one of the platform's.
    if (served.some(({ image }) => !image || !repositoryArn(image.uri, partition!))) platform.registry.grantPull(this.identity);
    modelFolders(plan, versionsFolder).forEach((models) => models.store.grantRead(this.identity, models.folder));
    new Set(files.map(({ store }) => store)).forEach((store) => store.grantRead(this.identity));
    this.rights = new DependencyGroup(...this.policies());
  }

  /** Lets the containers write what is captured; gives what has to be there before. */
  public letCapture({ store, key }: ArtifactPath): IDependable {
    store.grantWrite(this.identity, folder(key));
    return new DependencyGroup(...this.policies());
  }

  private policies(): CfnResource[] {
    return this.node.findAll().filter(CfnResource.isCfnResource).filter(({ cfnResourceType }) => cfnResourceType !== 'AWS::IAM::Role');
  }
}
