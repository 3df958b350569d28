import { Problems } from '../private';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/;

const OWN = 'ml-platform';

/**
 * Domains whose labels somebody else sets, with all below them. A node may not give itself most labels of Kubernetes' own domains, and Karpenter takes none of
 * them either: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction,
 * https://github.com/kubernetes-sigs/karpenter/blob/main/pkg/apis/v1/labels.go
 */
const RESERVED: Readonly<Record<string, string>> = {
  'kubernetes.io': 'Kubernetes',
  'k8s.io': 'Kubernetes',
  'karpenter.sh': 'Karpenter',
  'karpenter.k8s.aws': 'Karpenter',
  'eks.amazonaws.com': 'EKS',
  'cloud.google.com': 'GKE',
  'kubernetes.azure.com': 'AKS',
  [OWN]: 'the library itself',
};

/** What both kubelets and Karpenter take of Kubernetes' domains: https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/api/core/v1/well_known_labels.go */
const FREE = 'node.kubernetes.io';

/** Whom of that domain the kubelet tells by itself. */
const KUBELETS = ['node.kubernetes.io/instance-type', 'node.kubernetes.io/windows-build'];

/**
 * Notes labels of a group that Kubernetes does not take, or that are another's to set.
 *
 * @param made whether the nodes are made here; of nodes that exist any label may be told but the library's own
 */
export function checkNodeLabels(group: string, labels: Readonly<Record<string, string>>, made: boolean, problems: Problems): void {
  Object.entries(labels).forEach(([key, value]) => {
    const owner = made || key.startsWith(`${OWN}/`) ? ownerOf(key) : undefined;
    if (owner !== undefined) {
      problems.add('training/node-label', `the label '${key}' of the group '${group}' is set by ${owner}: choose a key of a domain of your own, such as 'acme.io/${key.replace(/^.*\//, '')}'`);
    } else if (!KEY.test(key) || !VALUE.test(value)) {
      problems.add('training/node-label', `'${key}' = '${value}' is no label of Kubernetes, but is to be one of the group '${group}': use up to 63 letters, digits, '-', '_' and '.'`);
    }
  });
}

function ownerOf(key: string): string | undefined {
  if (!key.includes('/')) return undefined;
  const [domain] = key.split('/') as [string];
  const lies = (above: string) => domain === above || domain.endsWith(`.${above}`);
  if (lies(FREE) && !KUBELETS.includes(key)) return undefined;
  return Object.entries(RESERVED).find(([reserved]) => lies(reserved))?.[1];
}
