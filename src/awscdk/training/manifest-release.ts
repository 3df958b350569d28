import { HelmChart, ICluster, KubectlProvider } from 'aws-cdk-lib/aws-eks-v2';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CustomResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ManifestSet } from '../../core';
import { HELM_TIMEOUT_SECONDS } from './helm-timeout';

/** The chart that prints `.Values.manifests`; this package brings it, so that nothing is downloaded for it. */
const CHART = `${__dirname}/../../kubernetes/manifest-chart`;

/**
 * Resources of a cluster, installed by our own chart and not by `KubernetesManifest`: what is taken out of a set is then taken out of the cluster, also a
 * custom resource, and what names no namespace lies in that of the set.
 *
 * The resource of `HelmChart` itself, which would let the handler read the whole bucket of assets.
 */
export class ManifestRelease extends Construct {
  public constructor(scope: Construct, id: string, cluster: ICluster, { name, namespace, manifests, timeout }: ManifestSet) {
    super(scope, id);
    const { serviceToken, role } = KubectlProvider.getKubectlProvider(this, cluster)!;
    const asset = new Asset(this, 'Chart', { path: CHART });
    const resource = new CustomResource(this, 'Resource', {
      serviceToken,
      resourceType: HelmChart.RESOURCE_TYPE,
      properties: {
        ClusterName: cluster.clusterName,
        Release: name,
        ChartAssetURL: asset.s3ObjectUrl,
        Namespace: namespace,
        Values: Stack.of(this).toJsonString({ manifests: manifests.map((manifest) => Stack.of(this).toJsonString(manifest)) }),
        Wait: true,
        Atomic: true,
        Timeout: `${Math.min(HELM_TIMEOUT_SECONDS, timeout?.toSeconds() ?? HELM_TIMEOUT_SECONDS)}s`,
      },
    });
    if (!role) return;
    Grant.addToPrincipal({ grantee: role, actions: ['s3:GetObject'], resourceArns: [asset.bucket.arnForObjects(asset.s3ObjectKey)] }).applyBefore(resource);
  }
}
