import { Construct } from 'constructs';
import { fill, Values } from '../../facts/aws/fill';
import { MACHINE_LOG_GROUP, MACHINE_TRUST, START_ON_SAGEMAKER } from '../../facts/aws/job-rights';
import { StatementFact } from '../../facts/aws/statement';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { SfnStateMachine } from '../../providers/aws/sfn-state-machine';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobRole } from './job-role';

export interface StateMachineProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
  /** Rights beside those of every job. */
  readonly rights: readonly StatementFact[];
  readonly values: Values;
}

/** The state machine whose executions are the runs of a job, with its role and its logs. */
export class StateMachine extends Construct {
  public readonly resource: SfnStateMachine;

  public constructor(scope: Construct, id: string, { platform, name, definition, rights, values }: StateMachineProps) {
    super(scope, id);
    const tags = { ...platform.tags };
    const logs = new CloudwatchLogGroup(this, 'Logs', {
      name: fill<string>(MACHINE_LOG_GROUP, values),
      retentionInDays: platform.profile.settings.logsKept.toDays(),
      kmsKeyId: platform.encryptionKey.keyId,
      tags,
    });
    const starter = new JobRole(this, 'Role', {
      platform, name, values, suffix: 'machine', description: 'starts runs and waits for them', trust: { ...MACHINE_TRUST, service: [MACHINE_TRUST.service] },
    });
    const ready = starter.allow([...START_ON_SAGEMAKER, ...rights], values)!;
    this.resource = new SfnStateMachine(this, 'Resource', {
      name,
      roleArn: starter.role.arn,
      definition: JSON.stringify(definition),
      loggingConfiguration: { level: 'ALL', includeExecutionData: true, logDestination: `${logs.arn}:*` },
      tracingConfiguration: { enabled: true },
      tags,
      // Step Functions tries its rights on the logs when it is made.
      dependsOn: [ready],
    });
  }
}
