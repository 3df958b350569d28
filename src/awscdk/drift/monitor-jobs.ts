import {
  CfnDataQualityJobDefinition, CfnDataQualityJobDefinitionProps, CfnModelBiasJobDefinition, CfnModelBiasJobDefinitionProps,
  CfnModelExplainabilityJobDefinition, CfnModelExplainabilityJobDefinitionProps, CfnModelQualityJobDefinition, CfnModelQualityJobDefinitionProps,
  CfnMonitoringSchedule, CfnMonitoringScheduleProps,
} from 'aws-cdk-lib/aws-sagemaker';
import { CfnResource, Fn } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { jobDefinition, monitoringSchedule } from '../../facts/aws/drift-jobs';
import { MonitorJob, monitorJobs, MonitorPlace } from '../../facts/aws/drift-monitor';
import { monitoringExpression } from '../../facts/aws/drift-service';
import { Properties } from '../../facts/aws/serving-config';
import { pascal } from '../names';
import { cfnProperties } from '../serving/cfn-properties';
import { DriftContext } from './drift-context';

/** A definition is taken once: CloudFormation names each by itself, makes another before it takes the old one away, and moves the schedule in between. */
const DEFINITIONS: Readonly<Record<MonitorJob, (scope: Construct, id: string, properties: Properties) => CfnResource>> = {
  'data-quality': (scope, id, properties) => new CfnDataQualityJobDefinition(scope, id, cfnProperties<CfnDataQualityJobDefinitionProps>(properties)),
  'model-quality': (scope, id, properties) => new CfnModelQualityJobDefinition(scope, id, cfnProperties<CfnModelQualityJobDefinitionProps>(properties)),
  'bias': (scope, id, properties) => new CfnModelBiasJobDefinition(scope, id, cfnProperties<CfnModelBiasJobDefinitionProps>(properties)),
  'attribution': (scope, id, properties) => new CfnModelExplainabilityJobDefinition(scope, id, cfnProperties<CfnModelExplainabilityJobDefinitionProps>(properties)),
};

/** The jobs of a monitor, and their schedules. SageMaker refuses a schedule for an endpoint that is not there, or that keeps no requests: https://github.com/aws/sagemaker-python-sdk/issues/4873. */
export class MonitorJobs extends Construct {
  public readonly definitions: CfnResource[];
  public readonly schedules: CfnMonitoringSchedule[];

  public constructor(scope: Construct, id: string, { plan }: DriftContext, place: MonitorPlace, after: readonly IDependable[]) {
    super(scope, id);
    // What is no line of a crontab was refused when the monitor was planned.
    const expression = monitoringExpression(crontabOf(plan.schedule, '', new Problems()))!;
    const made = monitorJobs(plan).map((job) => {
      const definition = DEFINITIONS[job](this, pascal(job), jobDefinition(job, plan, place));
      definition.node.addDependency(...after);
      const name = Fn.select(1, Fn.split('/', definition.ref));
      const properties = cfnProperties<CfnMonitoringScheduleProps>(monitoringSchedule(job, plan, expression, name));
      return { definition, schedule: new CfnMonitoringSchedule(this, `${pascal(job)}Schedule`, properties) };
    });
    this.definitions = made.map(({ definition }) => definition);
    this.schedules = made.map(({ schedule }) => schedule);
  }
}
