import { Construct } from 'constructs';
import { EXECUTION_ROLES, EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { fill, Values } from '../../facts/aws/fill';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { allow, policyDocument } from './policy-document';

export interface ExecutionRolesProps {
  readonly platformName: string;
  readonly region: string;
  readonly values: Values;
  readonly permissionsBoundary?: string;
  readonly tags: Record<string, string>;
}

/** The roles that SageMaker takes when it runs the platform's jobs, endpoints and pipelines. */
export class ExecutionRoles extends Construct {
  public readonly training: IamRole;
  public readonly serving: IamRole;
  public readonly pipeline: IamRole;

  public constructor(scope: Construct, id: string, props: ExecutionRolesProps) {
    super(scope, id);
    this.training = this.make('training', props, props.values);
    this.serving = this.make('serving', props, props.values);
    this.pipeline = this.make('pipeline', props, { ...props.values, trainingRole: this.training.arn, servingRole: this.serving.arn });
  }

  private make(kind: keyof typeof EXECUTION_ROLES, props: ExecutionRolesProps, values: Values): IamRole {
    const scope = new Construct(this, kind);
    const role = new IamRole(scope, 'Resource', {
      name: `${props.platformName}-${props.region}-sagemaker-${kind}`,
      description: `What SageMaker does for the ${kind} of the platform ${props.platformName}`,
      assumeRolePolicy: policyDocument([{
        Sid: 'SageMaker',
        Effect: 'Allow',
        Principal: { Service: EXECUTION_TRUST.service },
        Action: 'sts:AssumeRole',
        Condition: fill(EXECUTION_TRUST.conditions, values),
      }]),
      permissionsBoundary: props.permissionsBoundary,
      tags: props.tags,
    });
    new IamRolePolicy(scope, 'Policy', {
      name: kind,
      role: role.name,
      policy: policyDocument(EXECUTION_ROLES[kind].map((fact) => allow(fact, values))),
    });
    return role;
  }
}
