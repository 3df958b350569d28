/**
 * What is done with registered models, on the project: Google documents no role of a single model.
 *
 * `register` is for who adds versions, `approve` for who decides whether they may be served: an alias of a version says so, which is an update of the model. `promote`
 * is for the agent of Vertex AI in another project, which copies versions there: Google's page names the whole role of the agent, which may read each bucket of the
 * project; this is what the page says that it is for. `keep` is for the workflow that keeps the registry as the program says.
 *
 * Sources: https://docs.cloud.google.com/gemini-enterprise-agent-platform/machine-learning/general/iam-permissions,
 * https://docs.cloud.google.com/vertex-ai/docs/model-registry/copy-model, https://docs.cloud.google.com/vertex-ai/docs/model-registry/model-alias
 */
export const REGISTRY_PERMISSIONS: Readonly<Record<'register' | 'approve' | 'read' | 'promote' | 'keep', readonly string[]>> = {
  register: ['aiplatform.models.get', 'aiplatform.models.list', 'aiplatform.models.upload'],
  approve: ['aiplatform.models.get', 'aiplatform.models.list', 'aiplatform.models.update'],
  read: ['aiplatform.models.get', 'aiplatform.models.list'],
  promote: ['aiplatform.models.export', 'aiplatform.models.get'],
  keep: [
    'aiplatform.models.delete',
    'aiplatform.models.get',
    'aiplatform.models.list',
    'aiplatform.models.update',
    'aiplatform.models.upload',
    'workflows.executions.get',
    'workflows.executions.list',
  ],
};
