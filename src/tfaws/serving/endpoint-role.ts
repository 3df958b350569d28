import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { modelFolders, servedBy } from '../../core/serving/model-files';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { fill, Values } from '../../facts/aws/fill';
import { STORE_DECRYPT } from '../../facts/aws/grants';
import { repositoryArn } from '../../facts/aws/job-images';
import { ROLE_NAME } from '../../facts/aws/names';
import { folder } from '../../facts/aws/sagemaker-job';
import { versionsFolder } from '../../facts/aws/serving-model';
import { servingRights } from '../../facts/aws/serving-rights';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { Identity } from '../identity/identity';
import { allow, policyDocument } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { filesOf } from '../registry/registry-parts';

export interface EndpointRoleProps {
  readonly platform: IMlPlatform;
  readonly plan: ModelEndpointPlan;
  readonly values: Values;
  readonly guardArns: readonly string[];
}

/** Names of roles are one for the whole account. */
export function roleNameParts(endpoint: string, region: string): string[] {
  return [endpoint, region, 'endpoint'];
}

/** Who the containers of an endpoint are: one role an endpoint, which reads its models. */
export class EndpointRole extends Construct {
  public readonly resource: IamRole;
  public readonly identity: Identity;
  /** What has to be there before SageMaker takes the role. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, props: EndpointRoleProps) {
    super(scope, id);
    const { platform, plan, values } = props;
    this.resource = new IamRole(this, 'Resource', {
      name: roleNameParts(plan.name, platform.region).join(ROLE_NAME.separator),
      description: `${plan.name}: containers of the endpoint`,
      assumeRolePolicy: policyDocument([{
        Sid: 'Assume', Effect: 'Allow', Principal: { Service: EXECUTION_TRUST.service }, Action: 'sts:AssumeRole', Condition: fill(EXECUTION_TRUST.conditions, values),
      }]),
      permissionsBoundary: platform.permissionsBoundary,
      tags: { ...platform.tags },
    });
    this.identity = Identity._of(this.resource);
    this.ready = this.policiesOf(() => this.grant(props));
  }

  /** Lets the containers write what is captured; gives what has to be there before. */
  public letCapture({ store, key }: ArtifactPath): IamRolePolicy[] {
    return this.policiesOf(() => store.grantWrite(this.identity, folder(key)));
  }

  private grant({ platform, plan, values, guardArns }: EndpointRoleProps): void {
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    const served = modelsOf(plan).map(({ model }) => servedBy(model));
    const images = served.flatMap(({ image }) => image?.uri ?? []);
    const repositories = [...new Set(images.flatMap((uri) => repositoryArn(uri, partition!) ?? []))];
    // Where the files of a version lie that another program added, only its registry knows.
    const files = served.flatMap(({ version }) => (version ? [filesOf(version.registry) ?? { store: platform.artifacts }] : []));
    const rights = servingRights({ onEcr: repositories.length > 0, guarded: guardArns.length > 0 });
    const keys = [...new Set(files.flatMap(({ keyArn }) => keyArn ?? []))];
    new IamRolePolicy(this, 'Policy', {
      name: 'endpoint',
      role: this.resource.name,
      policy: policyDocument([
        ...rights.map((fact) => allow(fact, {
          ...values,
          repositories,
          alarms: guardArns,
          subnets: platform.network.privateSubnetIds.map((subnetId) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnetId}`),
        })),
        ...(keys.length > 0 ? [allow(STORE_DECRYPT, { ...values, key: keys })] : []),
      ]),
    });
    // An image whose name is known only at deployment, or to a registry of models only, is taken for one of the platform's.
    if (served.some(({ image }) => !image || !repositoryArn(image.uri, partition!))) platform.registry.grantPull(this.identity);
    modelFolders(plan, versionsFolder).forEach((models) => models.store.grantRead(this.identity, models.folder));
    new Set(files.map(({ store }) => store)).forEach((store) => store.grantRead(this.identity));
  }

  private policiesOf(grant: () => void): IamRolePolicy[] {
    const before = new Set(this.policies());
    grant();
    return this.policies().filter((policy) => !before.has(policy));
  }

  /** Grants stand beside what they are on, wherever in the stack that is. */
  private policies(): IamRolePolicy[] {
    const stack = TerraformStack.of(this);
    return stack.node.findAll().filter((child): child is IamRolePolicy => child instanceof IamRolePolicy && TerraformStack.of(child) === stack);
  }
}
