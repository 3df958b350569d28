const INT32 = { type: 'integer', format: 'int32' };
const INT64 = { type: 'integer', format: 'int64' };
const TEXT = { type: 'string' };

/** What the API server keeps as it is given: pods and states are checked by Kubernetes and the operator when they are made. */
const OPEN = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** https://github.com/kubeflow/mpi-operator/blob/v0.8.0/pkg/apis/kubeflow/v2beta1/types.go, as are the names and defaults below. */
const RUN_POLICY = {
  type: 'object',
  properties: {
    activeDeadlineSeconds: INT64,
    backoffLimit: INT32,
    cleanPodPolicy: TEXT,
    managedBy: TEXT,
    schedulingPolicy: {
      type: 'object',
      properties: { minAvailable: INT32, minResources: OPEN, priorityClass: TEXT, queue: TEXT, scheduleTimeoutSeconds: INT32 },
    },
    suspend: { type: 'boolean', default: false },
    ttlSecondsAfterFinished: INT32,
  },
};

const SPEC = {
  type: 'object',
  required: ['mpiReplicaSpecs'],
  properties: {
    launcherCreationPolicy: { type: 'string', enum: ['AtStartup', 'WaitForWorkersReady'], default: 'AtStartup' },
    mpiImplementation: { type: 'string', enum: ['OpenMPI', 'Intel', 'MPICH'], default: 'OpenMPI' },
    mpiReplicaSpecs: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { replicas: INT32, restartPolicy: TEXT, template: OPEN } },
    },
    runLauncherAsWorker: { type: 'boolean', default: false },
    runPolicy: RUN_POLICY,
    slotsPerWorker: { ...INT32, default: 1 },
    sshAuthMountPath: { type: 'string', default: '/root/.ssh' },
  },
};

/** The kind `MPIJob`, which stays when its release goes, and all jobs with it: a definition takes everything of its kind along. */
export function mpiJobDefinition(labels: Readonly<Record<string, string>>): Record<string, unknown> {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'mpijobs.kubeflow.org', labels, annotations: { 'helm.sh/resource-policy': 'keep' } },
    spec: {
      group: 'kubeflow.org',
      scope: 'Namespaced',
      names: { kind: 'MPIJob', listKind: 'MPIJobList', plural: 'mpijobs', singular: 'mpijob' },
      versions: [{
        name: 'v2beta1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: { type: 'object', properties: { apiVersion: TEXT, kind: TEXT, metadata: { type: 'object' }, spec: SPEC, status: OPEN } },
        },
      }],
    },
  };
}
