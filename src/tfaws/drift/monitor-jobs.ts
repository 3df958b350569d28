import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { SAGEMAKER_MONITORING_SCHEDULE } from '../../facts/aws/cloud-control';
import { jobDefinition, monitoringSchedule } from '../../facts/aws/drift-jobs';
import { MonitorJob, monitorJobs } from '../../facts/aws/drift-monitor';
import { CloudControlResource } from '../../terraform';
import { tagList } from '../serving/tag-list';
import { monitoringTime } from './drift-checks';
import { MonitorContext } from './drift-context';
import { ReleasedDefinition } from './released-definition';

/** The jobs of a monitor, and what starts them. */
export class MonitorJobs extends Construct {
  public readonly definitions: ReleasedDefinition[];
  public readonly schedules: CloudControlResource[];

  /**
   * @param roleArn of the jobs
   * @param after what has to be there before a job can run
   */
  public constructor(scope: Construct, id: string, private readonly context: MonitorContext, roleArn: string, after: ITerraformDependable[]) {
    super(scope, id);
    const { plan, platform: { tags }, place } = context;
    const made = monitorJobs(plan).map((job) => {
      const properties = jobDefinition(job, plan, { ...place, roleArn });
      const definition = new ReleasedDefinition(this, job, { job, name: plan.name, properties, tags, after });
      return { definition, schedule: this.schedule(job, definition) };
    });
    this.definitions = made.map(({ definition }) => definition);
    this.schedules = made.map(({ schedule }) => schedule);
  }

  /** It keeps its name, and goes on when its definition is another. */
  private schedule(job: MonitorJob, { definitionName, resource }: ReleasedDefinition): CloudControlResource {
    const { plan, platform: { tags } } = this.context;
    return new CloudControlResource(this, `Schedule-${job}`, {
      schema: SAGEMAKER_MONITORING_SCHEDULE,
      desiredState: { ...monitoringSchedule(job, plan, monitoringTime(plan.schedule)!, definitionName), Tags: tagList(tags) },
      dependsOn: [resource],
    });
  }
}
