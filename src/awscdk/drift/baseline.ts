import { Rule } from 'aws-cdk-lib/aws-events';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IMetric } from '../../core';
import { baselineMachine } from '../../facts/aws/drift-baseline';
import { BASELINE_RATE, MODEL_APPROVED } from '../../facts/aws/drift-events';
import { failedExecutions } from '../../facts/aws/drift-metrics';
import { monitorFiles, monitorJobs, MonitorPlace } from '../../facts/aws/drift-monitor';
import { baselineRights } from '../../facts/aws/drift-rights';
import { SCHEDULE_RETRY, SCHEDULE_TIMES } from '../../facts/aws/job-schedules';
import { startExecution } from '../../facts/aws/sagemaker-service';
import { readSeries } from '../features/feature-metrics';
import { DriftContext } from './drift-context';
import { DriftMachine } from './drift-machine';
import { driftRule } from './drift-rule';
import { MachineStarter } from './machine-starter';
import { ScriptWriter } from './script-writer';

/** What requests are held against: computed once the monitor is there, and again after each approval. */
export class Baseline extends Construct {
  public readonly machine: DriftMachine;
  public readonly command: string;
  /** How often it could not be computed. */
  public readonly failed: IMetric;
  private readonly writer?: ScriptWriter;

  public constructor(scope: Construct, id: string, private readonly context: DriftContext, private readonly at: MonitorPlace) {
    super(scope, id);
    const { platform, plan, values } = context;
    this.writer = monitorJobs(plan).includes('data-quality') ? new ScriptWriter(this, 'Script', context) : undefined;
    const writer = this.writer?.function.attrArn;
    this.machine = new DriftMachine(this, 'Machine', {
      platform,
      name: `${plan.name}-baseline`,
      does: 'computes what requests are held against',
      definition: baselineMachine(plan, at, { writer }),
      rights: baselineRights({ writer: writer !== undefined }),
      values: { ...values, monitorRole: at.roleArn, writer: writer ?? '', mark: monitorFiles(plan, at).mark },
    });
    this.command = `${startExecution(this.machine.arn, Stack.of(this).region)} --input '{"renew":true}'`;
    this.failed = readSeries(failedExecutions(this.machine.arn), { label: `${plan.name}: baselines failed` });
  }

  /**
   * Has it computed: at once, since a schedule with a rate and without a beginning starts when it is made; each time when what it is made of is another, which is another schedule,
   * since nobody documents that one which is updated starts anew; and after approvals. Each day it is looked whether it is there.
   */
  public start({ role, policy }: MachineStarter): { readonly schedule: CfnSchedule; readonly rule?: Rule } {
    const { plan, platform, values } = this.context;
    const { renewedBy } = plan.baseline;
    const schedule = new CfnSchedule(this, `Schedule-${this.at.content}`, {
      description: `Has the baseline of ${plan.name} computed where it is missing`,
      scheduleExpression: BASELINE_RATE,
      ...SCHEDULE_TIMES,
      kmsKeyArn: platform.key.keyArn,
      target: {
        arn: this.machine.arn,
        roleArn: role.roleArn,
        input: Stack.of(this).toJsonString({ renew: false, content: this.at.content, model: this.at.modelName }),
        retryPolicy: { ...SCHEDULE_RETRY },
      },
    });
    schedule.node.addDependency(policy);
    const rule = renewedBy && driftRule(this, 'Approved', {
      description: `Has the baseline of ${plan.name} computed anew after an approval`,
      pattern: MODEL_APPROVED,
      values: { ...values, model: renewedBy.modelName },
      machineArn: this.machine.arn,
      role,
      input: { renew: true },
    });
    return { schedule, rule };
  }
}
