import { Construct } from 'constructs';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { Values } from '../../facts/aws/fill';
import { repositoryArn } from '../../facts/aws/job-images';
import { runRights } from '../../facts/aws/job-rights';
import { folder } from '../../facts/aws/sagemaker-job';
import { IamRole } from '../../providers/aws/iam-role';
import { Identity } from '../identity/identity';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobRole } from './job-role';
import { ownPath } from './sagemaker-place';

/** Who a run is on SageMaker: one role a job, with what this job reads and writes. */
export class RunRole extends Construct {
  public readonly resource: IamRole;
  public readonly identity: Identity;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: TrainingJobPlan, values: Values) {
    super(scope, id);
    const { partition, region, account } = values as Readonly<Record<string, string>>;
    const repository = repositoryArn(plan.image.uri, partition!);
    const runs = new JobRole(this, 'Role', {
      platform, name: plan.name, values, suffix: 'runs', description: 'runs of the training job', trust: { ...EXECUTION_TRUST, service: [EXECUTION_TRUST.service] },
    });
    runs.allow(runRights(plan, repository !== undefined), {
      ...values,
      subnets: platform.network.privateSubnetIds.map((subnetId) => `arn:${partition}:ec2:${region}:${account}:subnet/${subnetId}`),
      secrets: plan.secrets.map(({ secret }) => secret.secretId),
      repositories: repository ? [repository] : [],
    });
    this.resource = runs.role;
    this.identity = Identity._of(runs.role);
    if (!repository) platform.registry.grantPull(this.identity);
    const { read, write } = grantedPaths(plan);
    read.forEach(({ store, key }) => store.grantRead(this.identity, folder(key)));
    [...write, ...(plan.output ? [] : [ownPath(plan, platform)])].forEach(({ store, key }) => store.grantWrite(this.identity, folder(key)));
  }
}
