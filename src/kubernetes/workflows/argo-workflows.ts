import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { Problems } from '../../core/private';
import { CHARTS } from '../charts';
import { serviceMonitor, watchedBy } from '../monitoring/watched-by';
import { checkNamespaces, namespacesToMake } from './namespaces';
import { WorkflowSignIn } from './workflow-sign-in';

/** Where workflows run, and who sees them. */
export interface ArgoWorkflowsProps {
  /** The namespaces that workflows run in, each with the right for their pods to report results. */
  readonly namespaces: string[];

  /**
   * Whether the namespaces are made, where no other software of the cluster has made them. Kueue labels those of its teams, so that it goes before.
   * @default true
   */
  readonly createNamespaces?: boolean;

  /**
   * The service account in each namespace that workflows run as, such as one of `addServiceAccount` that reads a bucket. You make it.
   * @default - `argo-workflow`, which is made in each
   */
  readonly serviceAccountName?: string;

  /**
   * How people sign in. Programs, and people without it, come with a token of Kubernetes and may do what that may.
   * @default - with a token of Kubernetes
   */
  readonly signIn?: WorkflowSignIn;
}

const RUNTIME_DEFAULT = { seccompProfile: { type: 'RuntimeDefault' } };
const TWICE = { replicas: 2, pdb: { enabled: true, minAvailable: 1 }, podSecurityContext: RUNTIME_DEFAULT };

/**
 * Argo Workflows: pipelines of containers, run once or on a schedule. Nobody acts with the rights of its server: whoever asks comes with his own.
 * Where artifacts go is said in each namespace, by a ConfigMap `artifact-repositories`.
 *
 * Without `signIn` the server speaks TLS with a certificate of its own, for `kubectl port-forward` and `argo`. With it, it stands behind a gateway that
 * has the certificate of its `url`.
 *
 * Throws `workflows/no-namespace`, `workflows/namespace-twice`, `training/namespace`.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function runPipelines(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.ArgoWorkflows({ namespaces: ['vision', 'language'] }));
 * }
 */
export class ArgoWorkflows implements IClusterSoftware {
  public readonly softwareName: string = 'argo-workflows';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  private readonly namespaces: string[];

  /**
   * @param props where workflows run
   */
  public constructor(private readonly props: ArgoWorkflowsProps) {
    const problems = new Problems();
    checkNamespaces(props.namespaces, 'Argo Workflows', problems);
    problems.throwIfAny();
    this.namespaces = [...props.namespaces];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { createNamespaces = true } = this.props;
    return {
      namespaces: [
        { name: this.softwareName, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
        ...(createNamespaces ? namespacesToMake(this.namespaces) : []),
      ],
      charts: [{ releaseName: this.softwareName, ...CHARTS.argoWorkflows, namespace: this.softwareName, values: this.values(cluster) }],
    };
  }

  private values(cluster: ClusterTraits): Record<string, unknown> {
    const { serviceAccountName } = this.props;
    const { mirror } = cluster;
    const image = mirror ? { image: { registry: mirror } } : {};
    return {
      images: { pullPolicy: 'IfNotPresent' },
      // The full definitions are fetched from GitHub by a job that may change every definition of the cluster. Workflows are validated in either case.
      crds: { full: false },
      workflow: { serviceAccount: serviceAccountName ? { create: false, name: serviceAccountName } : { create: true } },
      controller: {
        ...TWICE,
        ...image,
        workflowNamespaces: this.namespaces,
        metricsConfig: { enabled: watchedBy(cluster).enabled },
        serviceMonitor: serviceMonitor(cluster),
      },
      executor: image,
      server: { ...TWICE, ...image, ...this.signIn() },
    };
  }

  /** Never `server`, with which everybody has the rights of the server: https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/ */
  private signIn(): Record<string, unknown> {
    const { signIn } = this.props;
    if (!signIn) return { authModes: ['client'], secure: true };
    const { issuer, url, clientSecret: name, scopes = [] } = signIn;
    return {
      authModes: ['client', 'sso'],
      secure: false,
      sso: {
        enabled: true,
        issuer,
        redirectUrl: `${url}/oauth2/callback`,
        clientId: { name, key: 'client-id' },
        clientSecret: { name, key: 'client-secret' },
        scopes: [...scopes],
        // What somebody may do is said by service accounts with rules over his groups; without, everybody who signs in has the rights of the server.
        rbac: { enabled: true },
      },
    };
  }
}
