import { RetrainPlan } from '../../core/drift/retrain-plan';
import { ClusterPlace, jobSoftwareName } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { WorkloadKind } from '../../core/jobs/workload-kind';
import { jobLabel } from '../jobs/pod-template';
import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, metadataOf, namesOf } from './drift-labels';

type Json = Record<string, unknown>;

/** A kind of runs, as the API server has it. */
interface RunKind {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/** As `src/kubernetes/jobs/workloads` makes them. */
const KINDS: Readonly<Record<WorkloadKind, RunKind>> = {
  Job: { group: 'batch', version: 'v1', resource: 'jobs' },
  JobSet: { group: 'jobset.x-k8s.io', version: 'v1alpha2', resource: 'jobsets' },
  MPIJob: { group: 'kubeflow.org', version: 'v2beta1', resource: 'mpijobs' },
  RayJob: { group: 'ray.io', version: 'v1', resource: 'rayjobs' },
  TrainJob: { group: 'trainer.kubeflow.org', version: 'v1alpha1', resource: 'trainjobs' },
};

/** https://argo-workflows.readthedocs.io/en/latest/workflow-templates/#create-workflow-from-workflowtemplate-spec */
const WORKFLOWS: RunKind = { group: 'argoproj.io', version: 'v1alpha1', resource: 'workflows' };

/** What is started, and what keeps it from running away, as `ml-retrain.ts` reads it. */
export function retrainingSettings(plan: ClusterDriftPlan, retraining: RetrainPlan): Json {
  const { coolDownSeconds, maxRunsPerDay } = retraining;
  const { kind: { group, version, resource }, namespace } = runsOf(plan, retraining);
  const limits = { coolDownSeconds, maxRunsPerDay, path: `/apis/${group}/${version}/namespaces/${namespace}/${resource}` };
  if (retraining.kind === 'pipeline') return { ...limits, template: retraining.pipelineName };
  const { plan: job } = retraining.job._traits();
  const [[label, value]] = Object.entries(jobLabel(job)) as [[string, string]];
  return { ...limits, selector: `${label}=${value}`, run: `/api/v1/namespaces/${namespace}/configmaps/${runMapOf(job)}` };
}

/** The software without which nothing could be started. */
export function retrainingNeeds({ retraining }: ClusterDriftPlan): string[] {
  if (!retraining) return [];
  return [retraining.kind === 'pipeline' ? 'argo-workflows' : jobSoftwareName(retraining.job._traits().plan.name)];
}

/** The right to see the runs of a namespace and to make one, and to read what a run of the job is. */
export function retrainingRights(plan: ClusterDriftPlan, { serviceAccountName }: Pick<ClusterDriftBinding, 'serviceAccountName'>): Json[] {
  const { retraining, place } = plan;
  if (!retraining) return [];
  const { kind, namespace } = runsOf(plan, retraining);
  const metadata = { ...metadataOf(plan, namesOf(plan).retrain), namespace };
  const rules = [
    { apiGroups: [kind.group], resources: [kind.resource], verbs: ['create', 'get', 'list'] },
    ...(retraining.kind === 'job' ? [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [runMapOf(retraining.job._traits().plan)], verbs: ['get'] }] : []),
  ];
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccountName, namespace: place.namespace }],
    },
  ];
}

function runsOf({ place }: ClusterDriftPlan, retraining: RetrainPlan): { readonly kind: RunKind; readonly namespace: string } {
  if (retraining.kind === 'pipeline') return { kind: WORKFLOWS, namespace: place.namespace };
  const { workload, namespace } = (retraining.job._traits().plan as TrainingJobPlan<ClusterPlace>).place;
  return { kind: KINDS[workload], namespace };
}

/** Where the starter of a job keeps its run (`src/kubernetes/jobs/run-starter.ts`). */
function runMapOf({ name }: Pick<TrainingJobPlan, 'name'>): string {
  return `${name}-run`;
}
