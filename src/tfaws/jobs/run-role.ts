import { Construct } from 'constructs';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { Values } from '../../facts/aws/fill';
import { REGISTRY_LOGIN, REGISTRY_PULL } from '../../facts/aws/grants';
import { repositoryArn } from '../../facts/aws/job-images';
import { READ_SECRETS, RUN_ON_SAGEMAKER } from '../../facts/aws/job-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { Identity } from '../identity/identity';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobRole } from './job-role';
import { ownPath } from './sagemaker-place';

/** Who a run is on SageMaker: one role a job, with what this job reads and writes. */
export class RunRole extends Construct {
  public readonly arn: string;
  public readonly identity: Identity;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: TrainingJobPlan, values: Values) {
    super(scope, id);
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    const repository = repositoryArn(plan.image.uri, partition!);
    const { role } = new JobRole(this, 'Role', {
      platform,
      name: plan.name,
      suffix: 'runs',
      description: 'runs of the training job',
      services: [EXECUTION_TRUST.service],
      conditions: EXECUTION_TRUST.conditions,
      facts: [...RUN_ON_SAGEMAKER, ...(repository ? [REGISTRY_LOGIN, REGISTRY_PULL] : []), ...(plan.secrets.length > 0 ? READ_SECRETS : [])],
      values: {
        ...values,
        subnets: platform.network.privateSubnetIds.map((subnetId) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnetId}`),
        secrets: plan.secrets.map(({ secret }) => secret.secretId),
        repositories: repository ? [repository] : [],
      },
    });
    this.arn = role.arn;
    this.identity = Identity._of(role);
    if (!repository) platform.registry.grantPull(this.identity);
    const { read, write } = grantedPaths(plan);
    read.forEach(({ store, key }) => store.grantRead(this.identity, folder(key)));
    [...write, ...(plan.output ? [] : [ownPath(plan, platform)])].forEach(({ store, key }) => store.grantWrite(this.identity, folder(key)));
  }
}
