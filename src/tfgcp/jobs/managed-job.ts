import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, IIdentity, IMetric, MetricUnit, QuotaNeed, Statistic } from '../../core';
import { JobBackend } from '../../core/jobs/job-backend';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { METRICS } from '../../facts/gcp/metrics';
import { Metric } from '../observability/metric';
import { parseReservation } from '../training/reservation';
import { JobAccount } from './job-account';
import { JobGround } from './job-ground';
import { jobQuotas } from './job-quotas';
import { JobTriggers } from './job-triggers';
import { networkAttachment } from './network-attachment';
import { RunStarter } from './run-starter';
import { TrainingJobProps } from './training-job-props';

/** A job that Vertex AI runs: a workflow makes each run, as a custom job in the platform's network and encrypted with its key. */
export class ManagedJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[];
  public readonly failed: IMetric;
  public readonly account: TerraformResource;
  public readonly attachment?: TerraformResource;
  public readonly triggers: JobTriggers;
  public readonly starter: RunStarter;

  public constructor(scope: Construct, id: string, plan: TrainingJobPlan<ServicePlace>, props: TrainingJobProps) {
    super(scope, id);
    const { platform, acceleratorType, networkAttachmentId, triggerLocation } = props;
    const { project, location } = platform;
    const ground = JobGround.of(platform);
    if (parseReservation(plan.place.reservationId ?? '')?.project === project) ground.letUseReservations(this);
    const account = new JobAccount(this, 'Account', platform, plan);
    const attachment = networkAttachmentId === undefined ? networkAttachment(this, platform, plan.name) : undefined;
    this.starter = new RunStarter(this, 'Starter', plan, {
      platform,
      account,
      parts: {
        acceleratorType,
        keyId: props.keyAgentGranted ? platform.encryptionKey.keyId : ground.grantedKey(),
        networkAttachmentId: attachment?.id ?? networkAttachmentId!,
      },
    });
    this.triggers = new JobTriggers(this, 'Triggers', plan, { platform, starter: this.starter, location: triggerLocation });
    this.identity = account.identity;
    this.account = account.resource;
    this.attachment = attachment;
    this.startCommand = `gcloud workflows execute ${plan.name} --project=${project} --location=${location}`;
    this.quotas = jobQuotas(plan, location);
    this.failed = failedRuns(plan.name, location);
  }

  public grantStart(identity: IIdentity): void {
    this.starter.grantStart(identity);
  }
}

function failedRuns(name: string, location: string): IMetric {
  const { type, resource } = METRICS.finishedExecutions;
  return new Metric({
    metricType: type,
    resourceTypes: [resource],
    labels: { 'resource.labels.workflow_id': name, 'resource.labels.location': location, 'metric.labels.status': 'FAILED' },
    label: `${name}: runs failed`,
    unit: MetricUnit.COUNT,
    statistic: Statistic.SUM,
    period: Duration.minutes(5),
  });
}
