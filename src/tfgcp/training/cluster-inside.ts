import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterServiceAccountProps, ClusterTraits, IClusterServiceAccount, IClusterSoftware, IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { Problems, stableSuffix } from '../../core/private';
import { NodeGroupPlan, nodeGroupTraits } from '../../core/training/node-group-plan';
import { requireNamespace } from '../../core/training/service-account-plan';
import { FEATURES } from '../../kubernetes/features';
import { ClusterRoleBindingV1 } from '../../providers/kubernetes/cluster-role-binding-v1';
import { RoleBindingV1 } from '../../providers/kubernetes/role-binding-v1';
import { stableText } from '../../terraform';
import { SoftwareHost, workloadsOf } from '../../terraform/software';
import { memberId } from '../identity/member-id';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterEndpoint, endpointWishes } from './cluster-endpoint';
import { ClusterGround } from './cluster-ground';
import { subjectOf } from './cluster-subject';
import { ClusterServiceAccount } from './service-account';

/** What the inside of a cluster has to know of it. */
export interface ClusterInsideProps {
  readonly platform: IMlPlatform;
  readonly clusterName: string;
  readonly endpoint: ClusterEndpoint;
  readonly groups: readonly NodeGroupPlan[];
  readonly egress: { readonly kind: string; readonly mirror?: string };
  /** What it has already, beside what GKE brings. */
  readonly provided?: readonly string[];
  /** What is installed before the first software; a cluster in which nothing is installed needs no second stack for it. */
  readonly base?: IClusterSoftware;
  /** The pool of the identities of pods. */
  readonly workloadPool: string;
  /** Makes a group of people known to the cluster. */
  readonly nameGroup: (email: string) => void;
}

/** What runs in a cluster and who works there; all of it stands in a second stack, which is made when it is first needed. */
export class ClusterInside {
  private readonly host: SoftwareHost;
  private hasBase = false;

  public constructor(private readonly cluster: Construct, private readonly props: ClusterInsideProps) {
    const { platform, clusterName, groups, egress, provided = [] } = props;
    this.host = new SoftwareHost(cluster, {
      traits: {
        clusterName, clusterSystem: 'gke', driversInstalled: true, nodeGroups: nodeGroupTraits(groups), labels: platform.tags, mirror: egress.mirror,
      },
      // GKE installs its own device plugin on nodes with GPUs, and measures them with DCGM.
      provided: [FEATURES.gpuDevicePlugin, FEATURES.gpuMetrics, ...provided],
      reachable: egress.kind !== 'none',
      scope: () => this.workloadsStack,
    });
  }

  public get workloadsStack(): TerraformStack {
    return workloadsOf(this.cluster, endpointWishes(this.props.endpoint));
  }

  /** The cluster as it is now. */
  public get traits(): ClusterTraits {
    return this.host.traits;
  }

  public install(software: IClusterSoftware): void {
    const { base } = this.props;
    if (base && !this.hasBase) this.host.installBase(base);
    this.hasBase = true;
    this.host.install(software);
  }

  public addServiceAccount(id: string, props: ClusterServiceAccountProps): IClusterServiceAccount {
    const { platform, workloadPool } = this.props;
    const place = { platform, workloadPool, stack: () => this.workloadsStack, after: this.host.makersOf(props.namespace) };
    return new ClusterServiceAccount(this.cluster, id, props, place);
  }

  public grantEdit(identity: IIdentity, namespace: string): void {
    const problems = new Problems(this.cluster);
    requireNamespace(namespace, problems);
    problems.throwIfAny();
    const { id, subject } = this.letIn(identity);
    const stack = this.workloadsStack;
    if (stack.node.tryFindChild(`Edit-${namespace}-${id}`)) return;
    new RoleBindingV1(stack, `Edit-${namespace}-${id}`, {
      metadata: { ...this.metadata('edit', identity), namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
      subject: [subject],
      dependsOn: this.host.makersOf(namespace),
    });
  }

  public grantAdmin(identity: IIdentity): void {
    const { id, subject } = this.letIn(identity);
    const stack = this.workloadsStack;
    if (stack.node.tryFindChild(`Admin-${id}`)) return;
    new ClusterRoleBindingV1(stack, `Admin-${id}`, {
      metadata: this.metadata('admin', identity),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subject: [subject],
    });
  }

  /** Lets somebody reach the cluster, whatever may be done there. */
  private letIn(identity: IIdentity) {
    requireGranteeOf('gcp', identity, this.cluster);
    const subject = subjectOf(identity.identityName);
    if (identity.identityName.startsWith('group:')) this.props.nameGroup(subject.name);
    ClusterGround.of(this.props.platform).letConnect(identity.identityName, this.cluster);
    return { subject, id: memberId(this.cluster, identity.identityName) };
  }

  private metadata(what: string, { identityName }: IIdentity) {
    return { name: `${what}-${stableSuffix(stableText(this.cluster, identityName))}`, labels: { ...this.props.platform.tags } };
  }
}
