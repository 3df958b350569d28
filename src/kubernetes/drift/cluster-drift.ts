import { ClusterTraits, Duration, IClusterSoftware, SoftwareParts } from '../../core';
import { monitorSoftwareName } from '../../core/drift/drift-monitor-place';
import { ClusterDriftBinding } from './cluster-drift-binding';
import { configMaps } from './config-maps';
import { ClusterDriftPlan } from './drift-labels';
import { DriftQueries, driftQueries } from './drift-queries';
import { baselineCommand, monitorJobs, runCommand } from './monitor-jobs';
import { networkPolicies } from './network-policies';
import { resultsExporter } from './results-exporter';
import { resultsRights } from './results-rights';
import { retrainingNeeds, retrainingRights } from './retraining';

/** What shows results is waited for, whose image is large. */
const START = Duration.minutes(12);

/**
 * A monitor of drift in a cluster: Evidently as a CronJob, which reads what an endpoint was asked, writes reports, starts retrainings, and leaves its results where a small program shows
 * them to Prometheus.
 */
export class ClusterDrift implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  /** Computes the baseline anew, by hand. */
  public readonly baselineCommand: string;
  /** Runs the monitor now. */
  public readonly runCommand: string;

  public constructor(private readonly plan: ClusterDriftPlan, private readonly binding: ClusterDriftBinding) {
    this.softwareName = monitorSoftwareName(plan.name);
    this.needs = retrainingNeeds(plan);
    this.baselineCommand = baselineCommand(plan);
    this.runCommand = runCommand(plan);
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { plan, binding } = this;
    const manifests = [
      ...configMaps(plan, binding),
      ...networkPolicies(plan, binding),
      ...resultsRights(plan, binding),
      ...retrainingRights(plan, binding),
      ...resultsExporter(plan, binding),
      ...monitorJobs(plan, binding),
    ];
    const { namespace } = plan.place;
    return { manifests: [{ name: this.softwareName, namespace, manifests: manifests as Array<Record<string, any>>, timeout: START }] };
  }

  /** What Prometheus is asked about it, where it knows several clusters of series with further labels: `cluster="…"`. */
  public queries(labels?: readonly string[]): DriftQueries {
    return driftQueries(this.plan, labels);
  }
}
