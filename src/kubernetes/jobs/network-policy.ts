import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { jobLabel } from './pod-template';

/** The operator of Ray hands the command to the head. */
const OPERATORS: Readonly<Record<string, string>> = { RayJob: 'kuberay-system' };

/**
 * What processes of a job say to each other asks for no password: the store of torchrun, Ray's API that runs whatever it is sent, `sshd` of MPI. Nothing but
 * the pods of the job, and the operator where it has to, reaches them. https://docs.ray.io/en/latest/ray-security/index.html
 */
export function networkPolicy(plan: TrainingJobPlan<ClusterPlace>): Record<string, unknown> {
  const { name, place } = plan;
  const operator = OPERATORS[place.workload];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: place.namespace, labels: { ...place.traits.labels, ...jobLabel(plan) } },
    spec: {
      podSelector: { matchLabels: jobLabel(plan) },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [
          { podSelector: { matchLabels: jobLabel(plan) } },
          ...(operator ? [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': operator } } }] : []),
        ],
      }],
    },
  };
}
