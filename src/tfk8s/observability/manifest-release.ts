import { join } from 'node:path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { Release } from '../../providers/helm/release';

/**
 * Custom resources, installed by a chart of ours that prints what it is given: Terraform's own resource for manifests has to reach the cluster at
 * plan time. See `docs/adr/0005-custom-resources.md`.
 */
export class ManifestRelease extends Construct {
  public readonly release: Release;

  public constructor(scope: Construct, id: string, props: { readonly name: string; readonly namespace: string; readonly manifests: readonly object[] }) {
    super(scope, id);
    const chart = new TerraformAsset(this, 'Chart', { path: join(__dirname, '../../kubernetes/manifest-chart'), type: AssetType.DIRECTORY });
    this.release = new Release(this, 'Resource', {
      name: props.name,
      namespace: props.namespace,
      chart: `./${chart.path}`,
      atomic: true,
      cleanupOnFail: true,
      wait: true,
      timeout: 300,
      values: [JSON.stringify({ manifests: props.manifests.map((manifest) => JSON.stringify(manifest)) })],
    });
  }
}
