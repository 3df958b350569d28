import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { SAGEMAKER_ENDPOINT_CONFIG } from '../../facts/aws/cloud-control';
import { Properties } from '../../facts/aws/serving-config';
import { CloudControlResource } from '../../terraform';
import { addressOf, ReleaseName } from './release-name';
import { tagList } from './tag-list';

export interface ReleasedConfigurationProps {
  /** The name of the endpoint. */
  readonly name: string;
  /** Asked for at synthesis: a monitor that is made later may have switched a capture on. */
  readonly properties: () => Properties;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What an endpoint runs on in one release. The one before stays until the endpoint has left it.
 *
 * By Cloud Control: the provider's own resource takes no variant without a model, no network of components, and not the machine image of CUDA 13.
 * https://github.com/hashicorp/terraform-provider-aws/issues/40644
 */
export class ReleasedConfiguration extends Construct {
  public readonly resource: CloudControlResource;
  public readonly configurationName: string;

  public constructor(scope: Construct, id: string, { name, properties, tags }: ReleasedConfigurationProps) {
    super(scope, id);
    const release = new ReleaseName(this, 'Release', name, Lazy.anyValue({ produce: properties }));
    this.configurationName = release.releaseName;
    this.resource = new CloudControlResource(this, 'Resource', {
      schema: SAGEMAKER_ENDPOINT_CONFIG,
      desiredState: () => ({ EndpointConfigName: this.configurationName, ...properties(), Tags: tagList(tags) }),
      // The plugin looks for what can only be made anew at the top of a type, and here it lies deep.
      lifecycle: { createBeforeDestroy: true, replaceTriggeredBy: [addressOf(release)] },
    });
  }
}
