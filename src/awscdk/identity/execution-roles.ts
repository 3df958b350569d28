import { IManagedPolicy, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Problems } from '../../core/private';
import { EXECUTION_ROLES, EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { fill, Values } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { globalName, pascal } from '../names';
import { statements } from './statements';

export type ExecutionKind = keyof typeof EXECUTION_ROLES;

export interface ExecutionRolesProps {
  readonly platformName: string;
  readonly place: { readonly region: string; readonly account: string };
  /** What the almanac's statements name, except the roles themselves. */
  readonly values: Values;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** What SageMaker works as: one role each for jobs, endpoints and pipelines. */
export class ExecutionRoles extends Construct {
  public readonly training: Role;
  public readonly serving: Role;
  public readonly pipeline: Role;

  public constructor(scope: Construct, id: string, private readonly props: ExecutionRolesProps) {
    super(scope, id);
    this.training = this.role('training', props.values);
    this.serving = this.role('serving', props.values);
    this.pipeline = this.role('pipeline', { ...props.values, trainingRole: this.training.roleArn, servingRole: this.serving.roleArn });
  }

  private role(kind: ExecutionKind, values: Values): Role {
    const { platformName, place, permissionsBoundary } = this.props;
    const service = new ServicePrincipal(EXECUTION_TRUST.service);
    const role = new Role(this, pascal(kind), {
      roleName: globalName(ROLE_NAME, [platformName, place.region, kind], place, new Problems(this)),
      description: `${platformName}: what SageMaker does ${kind} as`,
      assumedBy: service.withConditions(fill(EXECUTION_TRUST.conditions, values)),
      permissionsBoundary,
    });
    new ManagedPolicy(this, `${pascal(kind)}Policy`, {
      description: `${platformName}: rights of SageMaker for ${kind}`,
      statements: statements(EXECUTION_ROLES[kind], values),
      roles: [role],
    });
    return role;
  }
}
