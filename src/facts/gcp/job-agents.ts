import type { ServiceAgentFact } from './service-agents';

/**
 * Whose key encrypts the definitions and the executions of workflows, among them the variables of a job.
 *
 * Sources: https://docs.cloud.google.com/workflows/docs/use-cmek, https://docs.cloud.google.com/iam/docs/service-agents
 */
export const WORKFLOWS_AGENT: ServiceAgentFact = {
  email: (n) => `service-${n}@gcp-sa-workflows.iam.gserviceaccount.com`,
  why: 'encrypts the workflows that start jobs',
};
