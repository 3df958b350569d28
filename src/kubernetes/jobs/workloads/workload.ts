import { PodParts } from '../pod-template';

type Json = Record<string, unknown>;

/** What a run is, and what stands in the cluster before the first one. */
export interface Workload {
  /** A run, without name and namespace. */
  readonly run: { readonly apiVersion: string; readonly kind: string; readonly spec: Json; readonly annotations?: Readonly<Record<string, string>> };
  /** As RBAC names its kind. */
  readonly rbac: { readonly apiGroup: string; readonly resource: string };
  /** What every run refers to. */
  readonly manifests: readonly Json[];
}

/** The label of pods that has the name of their run, and how the kind is rendered. */
export interface WorkloadRenderer {
  readonly runLabel: string;
  render(parts: PodParts): Workload;
}

/** Runs that ended stay for a week, so that their logs can be read. */
export const KEPT_SECONDS = 7 * 24 * 3_600;

/** How often a run starts again, unless the user says it. */
export const DEFAULT_RETRIES = 3;
