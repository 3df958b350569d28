import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IArtifactStore } from '../../core';
import { crontabOf } from '../../core/jobs/crontab';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Problems, stableSuffix } from '../../core/private';
import { CloudSchedulerJob } from '../../providers/google/cloud-scheduler-job';
import { EventarcTrigger } from '../../providers/google/eventarc-trigger';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ArtifactStore } from '../storage/artifact-store';
import { bucketOf } from './data-access';
import { JobGround } from './job-ground';
import { RunStarter } from './run-starter';

/** What is triggered. */
export interface JobTriggersProps {
  readonly platform: IMlPlatform;
  readonly starter: RunStarter;
  /** Where buckets lie that are not made here. */
  readonly location?: string;
}

/** An execution without an event: https://docs.cloud.google.com/workflows/docs/schedule-workflow */
const NO_EVENT = Buffer.from(JSON.stringify({ argument: '{}' })).toString('base64');
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const NEW_OBJECT = 'google.cloud.storage.object.v1.finalized';

/** What starts a job beside somebody by hand: a job of Cloud Scheduler a schedule, and a trigger of Eventarc a bucket. */
export class JobTriggers extends Construct {
  public readonly schedules: TerraformResource[];
  public readonly arrivals: TerraformResource[];

  public constructor(scope: Construct, id: string, private readonly plan: TrainingJobPlan, private readonly settings: JobTriggersProps) {
    super(scope, id);
    this.schedules = this.addSchedules();
    this.arrivals = this.addArrivals();
  }

  private addSchedules(): TerraformResource[] {
    const { platform: { project, location }, platform, starter } = this.settings;
    const lines = this.plan.triggers.schedules.map((schedule) => crontabOf(schedule, 'Cloud Scheduler', new Problems()));
    if (lines.length === 0) return [];
    const dependsOn = [...JobGround.of(platform).readyFor(this, 'cloudscheduler'), starter.letStart()];
    return lines.map((schedule, i) => new CloudSchedulerJob(this, `Schedule-${i + 1}`, {
      project,
      region: location,
      name: i === 0 ? this.plan.name : `${this.plan.name}-${i + 1}`,
      description: `Starts runs of the job ${this.plan.name}`,
      schedule,
      timeZone: 'Etc/UTC',
      attemptDeadline: '180s',
      retryConfig: { retryCount: 3 },
      httpTarget: {
        httpMethod: 'POST',
        uri: `https://workflowexecutions.googleapis.com/v1/${starter.workflowId}/executions`,
        headers: { 'Content-Type': 'application/json' },
        body: NO_EVENT,
        oauthToken: { serviceAccountEmail: starter.email, scope: SCOPE },
      },
      dependsOn,
    }));
  }

  private addArrivals(): TerraformResource[] {
    const { platform, starter } = this.settings;
    const stores = [...new Set(this.plan.triggers.artifacts.map(({ store }) => store))];
    if (stores.length === 0) return [];
    const ground = JobGround.of(platform);
    const dependsOn = [...ground.readyFor(this, 'eventarc', 'pubsub'), ...ground.letTellOfObjects(this), starter.letStart(), starter.letReceive()];
    return stores.map((store) => new EventarcTrigger(this, `Event-${stableSuffix(store.storeName)}`, {
      project: platform.project,
      location: this.placeOf(store),
      name: `${this.plan.name}-${stableSuffix(store.storeName)}`,
      serviceAccount: starter.email,
      destination: { workflow: starter.workflowId },
      matchingCriteria: [{ attribute: 'type', value: NEW_OBJECT }, { attribute: 'bucket', value: bucketOf(store.path('-')) }],
      labels: { ...platform.tags },
      dependsOn,
    }));
  }

  /** A trigger stands where its bucket lies: https://docs.cloud.google.com/eventarc/docs/understand-locations */
  private placeOf(store: IArtifactStore): string {
    const { platform, location } = this.settings;
    if (location !== undefined) return location;
    return store instanceof ArtifactStore ? Fn.lower(store.resource.getStringAttribute('location')) : platform.location;
  }
}
