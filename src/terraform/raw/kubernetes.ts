import { Construct } from 'constructs';
import { nestedBlocks } from './hcl';
import { RawArguments, RawResource, RawResourceOptions } from './raw-resource';

/** The arguments of Kubernetes' provider whose names are the user's; every other object is a block. */
const MAPS = ['annotations', 'labels', 'limits', 'match_labels', 'requests'];

/**
 * A resource of Kubernetes' provider with a pod in it. The provider's classes know each field of a pod, some 600 kB of code a kind; plain data in Terraform's own
 * names says the same.
 */
export class KubernetesResource extends RawResource {
  public constructor(scope: Construct, id: string, type: `kubernetes_${string}`, private readonly fields: RawArguments, options?: RawResourceOptions) {
    super(scope, id, type, 'kubernetes', fields, options);
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return nestedBlocks(this.fields, MAPS);
  }
}
