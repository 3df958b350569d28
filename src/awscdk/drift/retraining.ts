import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IAlarm, IMetric } from '../../core';
import { RetrainPlan } from '../../core/drift/retrain-plan';
import { DRIFT_FOUND } from '../../facts/aws/drift-events';
import { FAILED_RUN_OF_A_PIPELINE, failedExecutions } from '../../facts/aws/drift-metrics';
import { retrainMachine, RetrainTarget } from '../../facts/aws/drift-retrain';
import { retrainRights } from '../../facts/aws/drift-rights';
import { fill, Values } from '../../facts/aws/fill';
import { RULE_MATCHES } from '../../facts/aws/metrics';
import { readSeries } from '../features/feature-metrics';
import { TrainingJob } from '../jobs/training-job';
import { Metric } from '../observability/metric';
import { DriftContext } from './drift-context';
import { DriftMachine } from './drift-machine';
import { driftRule } from './drift-rule';
import { MachineStarter } from './machine-starter';

/** What starts a retraining, with its guard. */
export class Retraining extends Construct {
  public readonly machine: DriftMachine;
  /** Retrainings that could not be started. */
  public readonly refused: IMetric;
  /** Runs of what it starts, that failed. */
  public readonly failed: IMetric;
  private readonly values: Values;

  public constructor(scope: Construct, id: string, private readonly context: DriftContext, plan: RetrainPlan) {
    super(scope, id);
    const { platform, plan: { name }, values } = context;
    const target = targetOf(this, plan);
    this.values = { ...values, ...placeholders(target) };
    this.machine = new DriftMachine(this, 'Machine', {
      platform,
      name: `${name}-retrain`,
      does: 'starts retrainings, within their limits',
      definition: retrainMachine({
        target,
        monitor: name,
        platformName: platform.platformName,
        partition: Stack.of(this).partition,
        coolDownSeconds: plan.coolDownSeconds,
        maxRunsPerDay: plan.maxRunsPerDay,
      }),
      rights: retrainRights(target.kind),
      values: this.values,
    });
    this.refused = readSeries(failedExecutions(this.machine.arn), { label: `${name}: retrainings not started` });
    this.failed = plan.kind === 'job' ? plan.job.metrics.runsFailed() : this.failedPipelines(name);
  }

  /** Starts it when one of the alarms goes off. */
  public startBy(alarms: readonly IAlarm[], { role }: MachineStarter): Rule {
    return driftRule(this, 'Found', {
      description: `${this.context.plan.name}: starts a retraining when drift is found`,
      pattern: DRIFT_FOUND,
      values: { ...this.values, alarms: alarms.map(({ alarmId }) => alarmId) },
      machineArn: this.machine.arn,
      role,
    });
  }

  /** SageMaker counts no runs of pipelines that failed, but tells of each; a rule counts what it matches, and needs no target for that. */
  private failedPipelines(name: string): IMetric {
    const { 'detail-type': detailType, ...pattern } = fill(FAILED_RUN_OF_A_PIPELINE, this.values) as Record<string, unknown>;
    const rule = new Rule(this, 'FailedRuns', { description: `${name}: runs of the pipeline that failed`, eventPattern: { ...pattern, detailType } as EventPattern });
    const { namespace, metricName, ruleDimension } = RULE_MATCHES;
    const label = `${name}: retrainings failed`;
    return Metric.of(new CloudWatchMetric({
      namespace, metricName, label, statistic: Stats.SUM, period: CdkDuration.minutes(5), dimensionsMap: { [ruleDimension]: rule.ruleName },
    }), { label });
  }
}

function targetOf(scope: Construct, plan: RetrainPlan): RetrainTarget {
  if (plan.kind === 'pipeline') return { kind: 'pipeline', pipelineName: plan.pipelineName };
  const { stateMachineResource, batchQueueResource } = plan.job as unknown as TrainingJob;
  if (stateMachineResource) return { kind: 'machine', machineArn: stateMachineResource.attrArn };
  const { jobName } = plan.job;
  // Without a revision: the newest one is started.
  const definitionArn = Stack.of(scope).formatArn({ service: 'batch', resource: 'job-definition', resourceName: jobName });
  return { kind: 'batch', jobName, queueArn: batchQueueResource!.attrJobQueueArn, definitionArn };
}

function placeholders(target: RetrainTarget): Values {
  switch (target.kind) {
    case 'machine': return { job: target.machineArn };
    case 'pipeline': return { pipeline: target.pipelineName.toLowerCase() };
    case 'batch': return { queue: target.queueArn, definition: target.definitionArn };
  }
}
