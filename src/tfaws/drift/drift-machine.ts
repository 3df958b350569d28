import { Construct } from 'constructs';
import { fill, Values } from '../../facts/aws/fill';
import { MACHINE_LOG_GROUP, MACHINE_TRUST } from '../../facts/aws/job-rights';
import { StatementFact } from '../../facts/aws/statement';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { SfnStateMachine } from '../../providers/aws/sfn-state-machine';
import { writtenText } from '../../terraform';
import { JobRole } from '../jobs/job-role';
import { MonitorContext } from './drift-context';

export interface DriftMachineProps {
  readonly context: MonitorContext;
  readonly what: 'baseline' | 'report' | 'retrain';
  readonly description: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly rights: readonly StatementFact[];
  /** What stands in the braces of its rights, beside what every monitor has. */
  readonly values?: Values;
}

/** A state machine of a monitor, with its role and its logs. */
export class DriftMachine extends Construct {
  public readonly resource: SfnStateMachine;
  public readonly logGroupName: string;

  public constructor(scope: Construct, id: string, { context, what, description, definition, rights, values = {} }: DriftMachineProps) {
    super(scope, id);
    const { platform, plan } = context;
    const known = { ...context.values, ...values };
    const machineName = `${plan.name}-${what}`;
    const tags = { ...platform.tags };
    this.logGroupName = fill<string>(MACHINE_LOG_GROUP, { job: machineName });
    const logs = new CloudwatchLogGroup(this, 'Logs', {
      name: this.logGroupName,
      retentionInDays: platform.profile.settings.logsKept.toDays(),
      kmsKeyId: platform.encryptionKey.keyId,
      tags,
    });
    const role = new JobRole(this, 'Role', {
      platform, description, name: plan.name, suffix: what, values: known, trust: { ...MACHINE_TRUST, service: [MACHINE_TRUST.service] },
    });
    const ready = role.allow(rights, known)!;
    this.resource = new SfnStateMachine(this, 'Resource', {
      name: machineName,
      roleArn: role.role.arn,
      // What users wrote is in it: names of what is positive, and groups of people.
      definition: writtenText(JSON.stringify(definition)),
      loggingConfiguration: { level: 'ALL', includeExecutionData: true, logDestination: `${logs.arn}:*` },
      tracingConfiguration: { enabled: true },
      tags,
      // Step Functions tries its rights on the logs when it is made.
      dependsOn: [ready],
    });
  }
}
