import { mirroredImage } from '../mirrored-image';

/** kubectl and nothing else, without a shell, released with each version of Kubernetes: https://github.com/kubernetes/kubernetes/pull/116672 */
const KUBECTL = 'registry.k8s.io/kubectl:v1.34.4';

/** The image of kubectl, from a mirror where there is one. */
export function kubectlImage(mirror: string | undefined): string {
  return mirror ? mirroredImage(mirror, KUBECTL) : KUBECTL;
}
