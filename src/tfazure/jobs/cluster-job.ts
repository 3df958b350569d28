import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity, IMetric, QuotaNeed } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { JobBackend } from '../../core/jobs/job-backend';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { ClusterJob as Software } from '../../kubernetes/jobs/cluster-job';
import { blobVolumes } from '../../kubernetes/jobs/volumes/blob-volumes';
import { ClusterServiceAccount } from '../training/service-account';
import { grantJob } from './job-grants';
import { failedJobs } from './job-metrics';
import { monitorRay } from './ray-monitor';
import { storeFactsOf } from './store-facts';
import { TrainingJobProps } from './training-job-props';

/** A job on AKS: its pods are a managed identity by Workload ID, and mount containers of blobs as that. */
export class ClusterJob extends Construct implements JobBackend {
  public readonly identity: IIdentity;
  public readonly startCommand: string;
  public readonly quotas: QuotaNeed[] = [];
  public readonly failed: IMetric;
  public readonly identityResource: TerraformResource;

  public constructor(scope: Construct, id: string, private readonly plan: TrainingJobPlan<ClusterPlace>, props: TrainingJobProps) {
    super(scope, id);
    const { cluster, namespace } = plan.place;
    const account = cluster.addServiceAccount(plan.name, { namespace, serviceAccountName: plan.name }) as ClusterServiceAccount;
    grantJob(this, account.identity, plan, props);
    const job = new Software(plan, {
      serviceAccountName: account.serviceAccountName,
      podLabels: account.podLabels,
      volumes: blobVolumes({ clientId: account.resource.getStringAttribute('client_id'), containerOf: storeFactsOf }),
    });
    cluster.install(job);
    this.identity = account.identity;
    this.identityResource = account.resource;
    this.startCommand = job.startCommand;
    this.failed = failedJobs(plan);
    if (plan.place.workload === 'RayJob') monitorRay(cluster);
  }

  public grantStart(identity: IIdentity): void {
    const { cluster, namespace } = this.plan.place;
    cluster.grantEdit(identity, namespace);
  }
}
