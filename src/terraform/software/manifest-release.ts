import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Duration } from '../../core';
import { Release } from '../../providers/helm/release';
import { manifestChart } from '../charts/manifest-chart';
import { manifestValuesText } from './values-text';

export interface ManifestReleaseProps {
  readonly name: string;
  readonly namespace: string;
  readonly manifests: readonly object[];
  readonly timeout?: Duration;
  readonly dependsOn?: ITerraformDependable[];
}

const TIMEOUT = Duration.minutes(5);

/**
 * Custom resources, installed by a chart of ours that prints what it is given: Terraform's own resource for manifests has to reach the cluster at
 * plan time. See `docs/adr/0005-custom-resources.md`.
 */
export class ManifestRelease extends Construct {
  public readonly release: Release;

  public constructor(scope: Construct, id: string, props: ManifestReleaseProps) {
    super(scope, id);
    this.release = new Release(this, 'Resource', {
      name: props.name,
      namespace: props.namespace,
      chart: manifestChart(this, 'Chart'),
      atomic: true,
      cleanupOnFail: true,
      wait: true,
      timeout: (props.timeout ?? TIMEOUT).toSeconds(),
      values: [manifestValuesText(props.manifests)],
      dependsOn: props.dependsOn,
    });
  }
}
