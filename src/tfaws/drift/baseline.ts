import { Construct } from 'constructs';
import { IMetric, Statistic } from '../../core';
import { baselineMachine } from '../../facts/aws/drift-baseline';
import { failedExecutions } from '../../facts/aws/drift-metrics';
import { monitorFiles } from '../../facts/aws/drift-monitor';
import { preprocessor } from '../../facts/aws/drift-preprocessor';
import { baselineRights } from '../../facts/aws/drift-rights';
import { S3Object } from '../../providers/aws/s3-object';
import { SfnStateMachine } from '../../providers/aws/sfn-state-machine';
import { writtenText } from '../../terraform';
import { SeriesMetric } from '../serving/series-metric';
import { MonitorContext } from './drift-context';
import { DriftMachine } from './drift-machine';

/** What the monitor holds requests against: a machine that computes it, and the script that makes columns of requests. */
export class MonitorBaseline extends Construct {
  public readonly machine: SfnStateMachine;
  public readonly logGroupName: string;
  /** How often it could not be computed. */
  public readonly failed: IMetric;
  /** The script; where nothing reads columns of requests, none. */
  public readonly script?: S3Object;

  public constructor(scope: Construct, id: string, context: MonitorContext, roleArn: string) {
    super(scope, id);
    const { platform, plan, place } = context;
    const whole = { ...place, roleArn };
    const { dataQuality, dataDrift, predictionDrift } = plan.signals;
    if (dataQuality ?? dataDrift ?? predictionDrift) {
      this.script = new S3Object(this, 'Script', {
        bucket: place.bucket,
        key: monitorFiles(plan, whole).preprocessor,
        content: writtenText(preprocessor(plan.schema)),
        contentType: 'text/x-python',
        serverSideEncryption: 'aws:kms',
        kmsKeyId: place.keyArn,
        tags: { ...platform.tags },
        // The script of the definition before stays until no job takes it.
        lifecycle: { createBeforeDestroy: true },
      });
    }
    const { resource, logGroupName } = new DriftMachine(this, 'Machine', {
      context,
      what: 'baseline',
      description: 'computes the baseline of the monitor',
      definition: baselineMachine(plan, whole),
      rights: baselineRights({ writer: false }),
      values: { monitorRole: roleArn, mark: monitorFiles(plan, whole).mark },
    });
    this.machine = resource;
    this.logGroupName = logGroupName;
    this.failed = new SeriesMetric(failedExecutions(resource.arn), { label: `${plan.name}: baselines failed`, statistic: Statistic.SUM });
  }
}
