import { Construct } from 'constructs';
import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { ProfileSettings } from '../../core/platform/profile';
import { LimitRangeV1 } from '../../providers/kubernetes/limit-range-v1';
import { NamespaceV1 } from '../../providers/kubernetes/namespace-v1';
import { NetworkPolicyV1 } from '../../providers/kubernetes/network-policy-v1';

/** Addresses of the internet: everything but the private ranges of RFC 1918 and the link-local range, which has the nodes' metadata service. */
const NOT_THE_INTERNET = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'];

/** What a namespace has of the platform that it belongs to. */
interface NamespacePlan extends Pick<PlatformPlan, 'tags' | 'network'> {
  readonly profile: Pick<ProfileSettings, 'deletionProtection'>;
}

interface PrivateNamespaceProps {
  readonly name: string;
  readonly plan: NamespacePlan;
  /** Ranges outside the cluster that the namespace may reach. */
  readonly reachable: readonly string[];
  /** The TCP ports that may be reached there, and in the internet; the same one may be said twice. */
  readonly ports: readonly string[];
}

/** A namespace in which pods run restricted, talk to each other, and reach only what was said. */
export class PrivateNamespace extends Construct {
  public readonly resource: NamespaceV1;

  public constructor(scope: Construct, id: string, { name, plan, reachable, ports }: PrivateNamespaceProps) {
    super(scope, id);
    this.resource = new NamespaceV1(this, 'Resource', {
      metadata: {
        name,
        labels: {
          ...plan.tags,
          // https://kubernetes.io/docs/concepts/security/pod-security-standards/
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/audit': 'restricted',
        },
      },
      lifecycle: plan.profile.deletionProtection ? { preventDestroy: true } : undefined,
    });
    this.limitMemory(plan);
    this.closeDoors(plan, reachable, ports);
  }

  /** A pod that names no request would be scheduled as if it were free, and the first to be evicted. */
  private limitMemory(plan: NamespacePlan): void {
    new LimitRangeV1(this, 'Defaults', {
      metadata: { name: 'defaults', namespace: this.resource.metadata.name, labels: { ...plan.tags } },
      spec: { limit: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '256Mi' }, default: { memory: '1Gi' } }] },
    });
  }

  private closeDoors(plan: NamespacePlan, reachable: readonly string[], ports: readonly string[]): void {
    const policy = (id: string, spec: ConstructorParameters<typeof NetworkPolicyV1>[2]['spec']) =>
      new NetworkPolicyV1(this, id, {
        metadata: { name: id.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase(), namespace: this.resource.metadata.name, labels: { ...plan.tags } },
        spec,
      });
    policy('DenyAll', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    policy('AllowWithin', {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    });
    policy('AllowNames', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
          ports: [{ port: '53', protocol: 'UDP' }, { port: '53', protocol: 'TCP' }],
        },
      ],
    });
    const outside = [
      ...reachable.map((cidr) => ({ ipBlock: { cidr } })),
      ...(plan.network?.egress.kind === 'nat' ? [{ ipBlock: { cidr: '0.0.0.0/0', except: NOT_THE_INTERNET } }] : []),
    ];
    const tcp = [...new Set(ports)].map((port) => ({ port, protocol: 'TCP' }));
    if (outside.length > 0) policy('AllowOutside', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: outside, ports: tcp }] });
  }
}
