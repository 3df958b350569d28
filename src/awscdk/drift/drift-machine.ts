import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { fill, Values } from '../../facts/aws/fill';
import { MACHINE_LOG_GROUP, MACHINE_TRUST } from '../../facts/aws/job-rights';
import { StatementFact } from '../../facts/aws/statement';
import { statements } from '../identity/statements';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface DriftMachineProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly does: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly rights: readonly StatementFact[];
  readonly values: Values;
}

/** A state machine of a monitor, with its role and its logs. */
export class DriftMachine extends Construct {
  public readonly arn: string;
  public readonly logGroupName: string;
  public readonly resource: CfnStateMachine;

  public constructor(scope: Construct, id: string, { platform, name, does, definition, rights, values }: DriftMachineProps) {
    super(scope, id);
    const { logsKept, deletionProtection } = platform.profile.settings;
    this.logGroupName = fill<string>(MACHINE_LOG_GROUP, { job: name });
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: this.logGroupName,
      encryptionKey: platform.key,
      // The profile has only periods that CloudWatch Logs has.
      retention: logsKept.toDays(),
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const trusted = new ServicePrincipal(MACHINE_TRUST.service).withConditions(fill(MACHINE_TRUST.conditions, values));
    const role = new Role(this, 'Role', { description: `${name}: ${does}`, assumedBy: trusted });
    const policy = new ManagedPolicy(this, 'Policy', { description: `${name}: ${does}`, statements: statements(rights, values), roles: [role] });
    this.resource = new CfnStateMachine(this, 'Resource', {
      stateMachineName: name,
      roleArn: role.roleArn,
      definitionString: Stack.of(this).toJsonString(definition),
      loggingConfiguration: { level: 'ALL', includeExecutionData: true, destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.logGroupArn } }] },
      tracingConfiguration: { enabled: true },
    });
    // Step Functions tries its rights on the logs when it is made.
    this.resource.node.addDependency(policy);
    this.arn = this.resource.attrArn;
  }
}
