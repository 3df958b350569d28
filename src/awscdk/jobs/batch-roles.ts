import { IPrincipal, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantedPaths } from '../../core/jobs/training-job-plan';
import { BATCH_CLUSTER, BATCH_NODE, BATCH_TRUST, batchExecution, batchSecrets } from '../../facts/aws/batch-rights';
import { fill, Values } from '../../facts/aws/fill';
import { repositoryArn } from '../../facts/aws/job-images';
import { folder } from '../../facts/aws/sagemaker-job';
import { StatementFact } from '../../facts/aws/statement';
import { Identity } from '../identity/identity';
import { statements } from '../identity/statements';
import { BatchContext } from './batch-plan';

/** Who works at a job: the container, the agent that starts it, and the machines. */
export class BatchRoles extends Construct {
  /** What the code of the job is. */
  public readonly job: Role;
  /** What starts containers: pulls the image, reads secrets, writes logs. */
  public readonly execution: Role;
  /** What the machines are. */
  public readonly nodes: Role;
  private readonly values: Values;

  public constructor(scope: Construct, id: string, private readonly context: BatchContext, logsArn: string) {
    super(scope, id);
    const { plan, platform } = context;
    const { job, execution, nodes } = BATCH_TRUST;
    const repository = repositoryArn(plan.image.uri, String(context.values.partition));
    const secrets = plan.secrets.map(({ secret }) => secret.secretId);
    this.values = { ...context.values, logs: logsArn, secrets, repositories: repository ? [repository] : [] };
    this.job = this.role('Job', 'the code', new ServicePrincipal(job.service).withConditions(fill(job.conditions, this.values)), batchSecrets(plan));
    this.execution = this.role('Execution', 'what starts its containers', new ServicePrincipal(execution.service), batchExecution(plan, repository !== undefined));
    this.nodes = this.role('Nodes', 'its machines', new ServicePrincipal(nodes.service));
    const identity = Identity.of(this.job);
    const { read, write } = grantedPaths(plan);
    read.forEach(({ store, key }) => store.grantRead(identity, folder(key)));
    write.forEach(({ store, key }) => store.grantWrite(identity, folder(key)));
    // Of an image whose name is known only at deployment the repository is not known either: it is taken for one of the platform's.
    if (!repository) platform.registry.grantPull(Identity.of(this.execution));
  }

  /** Lets the machines join the cluster of a compute environment, and no other. */
  public admitNodes(environment: string): void {
    this.allow('Nodes', this.nodes, BATCH_NODE, { ...this.values, ...fill(BATCH_CLUSTER, { ...this.values, environment }) });
  }

  private role(id: string, what: string, assumedBy: IPrincipal, facts: readonly StatementFact[] = []): Role {
    const role = new Role(this, id, { description: `${this.context.plan.name}: ${what}`, assumedBy });
    if (facts.length > 0) this.allow(id, role, facts, this.values);
    return role;
  }

  private allow(id: string, role: Role, facts: readonly StatementFact[], values: Values): void {
    new ManagedPolicy(this, `${id}Policy`, { description: `${this.context.plan.name}: rights of ${id.toLowerCase()}`, statements: statements(facts, values), roles: [role] });
  }
}
