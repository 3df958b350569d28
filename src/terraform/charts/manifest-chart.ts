import { join } from 'node:path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';

/**
 * The chart that prints `.Values.manifests`, as an asset of the stack; gives its address for a `helm_release`. It belongs to this package and not to a
 * repository, so that nothing is downloaded for it.
 */
export function manifestChart(scope: Construct, id: string): string {
  const chart = new TerraformAsset(scope, id, { path: join(__dirname, '..', '..', 'kubernetes', 'manifest-chart'), type: AssetType.DIRECTORY });
  return `./${chart.path}`;
}
