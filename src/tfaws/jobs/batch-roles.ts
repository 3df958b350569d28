import { Construct } from 'constructs';
import { grantedPaths } from '../../core/jobs/training-job-plan';
import { BATCH_CLUSTER, BATCH_NODE, BATCH_TRUST, batchExecution, batchSecrets } from '../../facts/aws/batch-rights';
import { fill, Values } from '../../facts/aws/fill';
import { repositoryArn } from '../../facts/aws/job-images';
import { folder } from '../../facts/aws/sagemaker-job';
import { IamRole } from '../../providers/aws/iam-role';
import { Identity } from '../identity/identity';
import { BatchContext } from './batch-plan';
import { JobRole } from './job-role';

/** Who works at a job: the container, the agent that starts it, and the machines. */
export class BatchRoles extends Construct {
  /** What the code of the job is. */
  public readonly job: IamRole;
  /** What starts containers: pulls the image, reads secrets, writes logs. */
  public readonly execution: IamRole;
  private readonly machines: JobRole;
  private readonly values: Values;

  public constructor(scope: Construct, id: string, context: BatchContext, logsArn: string) {
    super(scope, id);
    const { plan, platform } = context;
    const repository = repositoryArn(plan.image.uri, String(context.values.partition));
    const secrets = plan.secrets.map(({ secret }) => secret.secretId);
    this.values = { ...context.values, logs: logsArn, secrets, repositories: repository ? [repository] : [] };
    const common = { platform, name: plan.name, values: context.values };
    const job = new JobRole(this, 'Job', { ...common, suffix: 'job', description: 'the code', trust: BATCH_TRUST.job });
    job.allow(batchSecrets(plan), this.values, 'secrets');
    const execution = new JobRole(this, 'Execution', { ...common, suffix: 'execution', description: 'what starts its containers', trust: BATCH_TRUST.execution });
    execution.allow(batchExecution(plan, repository !== undefined), this.values, 'start-containers');
    this.machines = new JobRole(this, 'Nodes', { ...common, suffix: 'nodes', description: 'its machines', trust: BATCH_TRUST.nodes });
    this.job = job.role;
    this.execution = execution.role;
    const identity = Identity._of(this.job);
    const { read, write } = grantedPaths(plan);
    read.forEach(({ store, key }) => store.grantRead(identity, folder(key)));
    write.forEach(({ store, key }) => store.grantWrite(identity, folder(key)));
    // Of an image whose name is known only at deployment the repository is not known either: it is taken for one of the platform's.
    if (!repository) platform.registry.grantPull(Identity._of(this.execution));
  }

  /** What the machines are. */
  public get nodes(): IamRole {
    return this.machines.role;
  }

  /** Lets the machines join the cluster of a compute environment, and no other. */
  public admitNodes(environment: string): void {
    this.machines.allow(BATCH_NODE, { ...this.values, ...fill(BATCH_CLUSTER, { ...this.values, environment }) }, 'join-cluster');
  }
}
