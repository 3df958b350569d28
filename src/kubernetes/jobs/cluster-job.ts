import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { ClusterPlace, jobSoftwareName } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { KIND_NEEDS } from '../../core/jobs/workload-kind';
import { ClusterJobBinding } from './cluster-job-binding';
import { jobVolumes } from './job-volumes';
import { networkPolicy } from './network-policy';
import { RunStarter, runStarter } from './run-starter';
import { webhookManifests } from './webhook';
import { RENDERERS } from './workloads/renderers';
import { Workload } from './workloads/workload';

/**
 * A training job in a cluster: what its runs refer to, and what makes a run. It makes none itself.
 *
 * A change of the job is seen by the next run; runs that are there keep what they began with.
 */
export class ClusterJob implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  /** Starts a run by hand. */
  public readonly startCommand: string;
  private readonly workload: Workload;
  private readonly starter: RunStarter;

  public constructor(private readonly plan: TrainingJobPlan<ClusterPlace>, private readonly binding: ClusterJobBinding) {
    const { name, place } = plan;
    this.softwareName = jobSoftwareName(name);
    this.needs = [...KIND_NEEDS[place.workload], ...(place.queue ? ['kueue'] : []), ...(plan.triggers.webhook ? ['argo-events'] : [])];
    const renderer = RENDERERS[place.workload];
    this.workload = renderer.render({ plan, binding, runLabel: renderer.runLabel });
    this.starter = runStarter(plan, this.workload);
    this.startCommand = this.starter.command;
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const manifests = [
      networkPolicy(this.plan),
      ...jobVolumes(this.plan, this.binding.volumes).manifests,
      ...this.workload.manifests,
      ...this.starter.manifests,
      ...webhookManifests(this.plan, this.starter),
    ];
    return { manifests: [{ name: this.softwareName, namespace: this.plan.place.namespace, manifests: manifests as Array<Record<string, any>> }] };
  }
}
