/**
 * What the restricted pod security standard demands of a pod, and what keeps a workload from the API server, in the names of Kubernetes' provider:
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const RESTRICTED_POD = {
  automount_service_account_token: false,
  enable_service_links: false,
  security_context: { run_as_non_root: true, run_as_user: '10001', run_as_group: '10001', fs_group: '10001', seccomp_profile: { type: 'RuntimeDefault' } },
};

/** The same for each container. What the pod says of users is said again: left out, the provider sends `false`, and the pod is refused. */
export const RESTRICTED_CONTAINER = {
  run_as_non_root: true,
  allow_privilege_escalation: false,
  read_only_root_filesystem: true,
  privileged: false,
  capabilities: { drop: ['ALL'] },
};
