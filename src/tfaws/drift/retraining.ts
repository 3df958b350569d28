import { Construct } from 'constructs';
import { IMetric, Statistic } from '../../core';
import { RetrainPlan } from '../../core/drift/retrain-plan';
import { FAILED_RUN_OF_A_PIPELINE } from '../../facts/aws/drift-metrics';
import { retrainMachine, RetrainTarget } from '../../facts/aws/drift-retrain';
import { retrainRights } from '../../facts/aws/drift-rights';
import { fill, Values } from '../../facts/aws/fill';
import { RULE_MATCHES } from '../../facts/aws/metrics';
import { FAILED_EXECUTIONS } from '../../facts/aws/sagemaker-service';
import { BatchJobDefinition } from '../../providers/aws/batch-job-definition';
import { BatchJobQueue } from '../../providers/aws/batch-job-queue';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { SfnStateMachine } from '../../providers/aws/sfn-state-machine';
import { TrainingJob } from '../jobs/training-job';
import { Metric } from '../observability/metric';
import { MonitorContext } from './drift-context';
import { DriftMachine } from './drift-machine';

/** What is started, and what the machine that starts it has to know and may do. */
interface Started {
  readonly target: RetrainTarget;
  readonly values: Values;
  /** Its runs that failed. */
  readonly failed: IMetric;
}

/** What makes a new model after drift: a machine that asks for the runs there are, and starts one if it may. */
export class Retraining extends Construct {
  public readonly machine: SfnStateMachine;
  public readonly logGroupName: string;
  /** Retrainings that could not be started. */
  public readonly refused: IMetric;
  /** Runs of what it starts, that failed. */
  public readonly failed: IMetric;

  public constructor(scope: Construct, id: string, private readonly context: MonitorContext, retraining: RetrainPlan) {
    super(scope, id);
    const { plan: { name }, place: { partition, platformName } } = context;
    const { coolDownSeconds, maxRunsPerDay } = retraining;
    const { target, values, failed } = retraining.kind === 'job' ? this.job(retraining.job as TrainingJob) : this.pipeline(retraining.pipelineName);
    const { resource, logGroupName } = new DriftMachine(this, 'Machine', {
      context,
      values,
      what: 'retrain',
      description: 'starts a retraining after drift',
      definition: retrainMachine({ monitor: name, platformName, partition, target, coolDownSeconds, maxRunsPerDay }),
      rights: retrainRights(target.kind),
    });
    this.machine = resource;
    this.logGroupName = logGroupName;
    const { namespace, metricName, dimension } = FAILED_EXECUTIONS;
    this.refused = new Metric({ namespace, metricName, dimensions: { [dimension]: resource.arn }, label: `${name}: retrainings not started`, statistic: Statistic.SUM });
    this.failed = failed;
  }

  private job(job: TrainingJob): Started {
    const failed = job.metrics.runsFailed();
    if (job.stateMachineResource) {
      const machineArn = (job.stateMachineResource as SfnStateMachine).arn;
      return { failed, target: { kind: 'machine', machineArn }, values: { job: machineArn } };
    }
    const queueArn = (job.batchQueueResource as BatchJobQueue).arn;
    // Without a revision it is the newest.
    const definitionArn = (job.batchDefinitionResource as BatchJobDefinition).arnPrefix;
    return { failed, target: { kind: 'batch', jobName: job.jobName, queueArn, definitionArn }, values: { queue: queueArn, definition: definitionArn } };
  }

  /** SageMaker counts no pipelines that failed, but tells EventBridge, which counts what a rule matches. */
  private pipeline(pipelineName: string): Started {
    const { plan: { name }, platform: { tags }, values } = this.context;
    const rule = new CloudwatchEventRule(this, 'PipelineFailed', {
      name: `${name}-pipeline-failed`,
      description: `${name}: runs of the pipeline that failed`,
      eventPattern: JSON.stringify(fill(FAILED_RUN_OF_A_PIPELINE, { ...values, pipeline: pipelineName.toLowerCase() })),
      tags: { ...tags },
    });
    const { namespace, metricName, ruleDimension } = RULE_MATCHES;
    return {
      target: { kind: 'pipeline', pipelineName },
      values: { pipeline: pipelineName.toLowerCase() },
      failed: new Metric({ namespace, metricName, dimensions: { [ruleDimension]: rule.name }, label: `${name}: retrainings failed`, statistic: Statistic.SUM }),
    };
  }
}
