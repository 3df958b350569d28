import { Problems } from '../../core/private';

/** Notes that something is to be installed by AWS CDK without the layer that it installs with; `docs/adr/0005-custom-resources.md` says why there is none. */
export function requireKubectlLayer(what: string, kubernetesVersion: string, problems: Problems): void {
  const minor = kubernetesVersion.replace('1.', '');
  problems.add(
    'software/kubectl-layer',
    `${what}, but AWS CDK installs by a layer with kubectl and helm, and none was given: add '@aws-cdk/lambda-layer-kubectl-v${minor}' to your dependencies `
      + `and give 'kubectlLayer: new KubectlV${minor}Layer(stack, 'Kubectl')' to the platform or to the cluster`,
  );
}
