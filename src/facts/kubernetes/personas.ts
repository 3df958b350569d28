/** One rule of a Role. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What everybody on the platform may look at; Secrets are not among it. https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
const LOOK: RoleRule[] = [
  { apiGroups: [''], resources: ['pods', 'pods/log', 'services', 'configmaps', 'events', 'persistentvolumeclaims'], verbs: READ },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: READ },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'replicasets'], verbs: READ },
];

/** What people of the platform may look at where its registries of models are: what is registered and decided, and whether that arrives. */
export const LOOK_AT_MODELS: readonly RoleRule[] = [
  { apiGroups: [''], resources: ['configmaps', 'events', 'pods', 'pods/log'], verbs: READ },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: READ },
];

/**
 * Rights of each persona in the platform's namespace, by the persona's name. Rights on the custom resources of cluster software come with that software.
 */
export const PERSONA_RULES: Readonly<Record<string, readonly RoleRule[]>> = {
  'data-scientist': [
    ...LOOK,
    { apiGroups: ['batch'], resources: ['jobs'], verbs: WRITE },
    { apiGroups: [''], resources: ['configmaps', 'persistentvolumeclaims'], verbs: WRITE },
  ],
  'ml-engineer': [
    ...LOOK,
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: WRITE },
    { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: WRITE },
    { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: WRITE },
    { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: WRITE },
    { apiGroups: [''], resources: ['configmaps', 'persistentvolumeclaims', 'services'], verbs: WRITE },
    { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
  ],
  'reviewer': LOOK,
  'ci': [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'] },
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'] },
    { apiGroups: [''], resources: ['configmaps', 'services'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'] },
  ],
};
