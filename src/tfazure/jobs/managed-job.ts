import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity, IMetric, QuotaNeed } from '../../core';
import { JobBackend } from '../../core/jobs/job-backend';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { computeCluster } from './compute-cluster';
import { imageEnvironment } from './image-environment';
import { JobData } from './job-data';
import { jobDefinition } from './job-definition';
import { JobIdentity } from './job-identity';
import { failedRuns } from './job-metrics';
import { jobQuotas } from './job-quotas';
import { JobStarts } from './job-starts';
import { TrainingJobProps } from './training-job-props';

/** A command job of Azure Machine Learning, with machines, an identity and an image of its own. */
export class ManagedJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[];
  public readonly failed: IMetric;
  public readonly identityResource: TerraformResource;
  public readonly computeResource: TerraformResource;
  public readonly environmentResource?: TerraformResource;
  public readonly datastoreResources: TerraformResource[];
  public readonly starts: JobStarts;

  public constructor(scope: Construct, id: string, plan: TrainingJobPlan<ServicePlace>, props: TrainingJobProps) {
    super(scope, id);
    const { platform, eventTopicId } = props;
    const who = new JobIdentity(this, 'Identity', plan, props);
    const compute = computeCluster(this, 'Compute', { platform, plan, identityId: who.identityId });
    const { environmentId, resource } = imageEnvironment(this, 'Environment', platform, plan.name, plan.image.uri);
    const data = new JobData(this, 'Data', platform, plan);
    const definition = jobDefinition(plan, { computeId: compute.id, environmentId, clientId: who.clientId, data, tags: platform.tags });
    this.starts = new JobStarts(this, 'Starts', platform, { ...plan, definition, eventTopicId });
    this.identity = who.identity;
    this.identityResource = who.resource;
    this.computeResource = compute;
    this.environmentResource = resource;
    this.datastoreResources = data.datastores;
    this.startCommand = this.starts.startCommand;
    this.quotas = jobQuotas(plan, platform.location);
    this.failed = failedRuns(plan.name, platform.machineLearningWorkspaceId);
  }

  public grantStart(identity: IIdentity): void {
    this.starts.grantStart(identity);
  }
}
