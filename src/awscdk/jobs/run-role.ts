import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { fill, Values } from '../../facts/aws/fill';
import { repositoryArn } from '../../facts/aws/job-images';
import { runRights } from '../../facts/aws/job-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { Identity } from '../identity/identity';
import { statements } from '../identity/statements';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { privateSubnets } from '../platform/platform-network';
import { ownPath } from './sagemaker-place';

export interface RunRoleProps {
  readonly platform: IMlPlatform;
  readonly plan: TrainingJobPlan;
  readonly values: Values;
}

/** Who a run is on SageMaker: one role a job, with what this job reads and writes. */
export class RunRole extends Construct {
  public readonly role: Role;
  public readonly identity: Identity;

  public constructor(scope: Construct, id: string, { platform, plan, values }: RunRoleProps) {
    super(scope, id);
    const service = new ServicePrincipal(EXECUTION_TRUST.service);
    this.role = new Role(this, 'Resource', {
      description: `${plan.name}: runs of the training job`,
      assumedBy: service.withConditions(fill(EXECUTION_TRUST.conditions, values)),
    });
    this.identity = Identity.of(this.role);
    const arn = repositoryArn(plan.image.uri, String(values.partition));
    const facts = runRights(plan, arn !== undefined);
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    const more = {
      subnets: privateSubnets(platform.vpc).map(({ subnetId }) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnetId}`),
      secrets: plan.secrets.map(({ secret }) => secret.secretId),
      repositories: arn ? [arn] : [],
    };
    new ManagedPolicy(this, 'Policy', {
      description: `${plan.name}: what SageMaker does for a run`, statements: statements(facts, { ...values, ...more }), roles: [this.role],
    });
    if (!arn) platform.registry.grantPull(this.identity);
    const { read, write } = grantedPaths(plan);
    read.forEach(({ store, key }) => store.grantRead(this.identity, folder(key)));
    [...write, ...(plan.output ? [] : [ownPath(plan, platform)])].forEach(({ store, key }) => store.grantWrite(this.identity, folder(key)));
  }
}
