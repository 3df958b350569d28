import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeAddress } from '../../providers/google/compute-address';
import { ComputeForwardingRule } from '../../providers/google/compute-forwarding-rule';
import { inheritProviders, RestfulOperation, vertexWish, wishesOf } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { googleWish } from '../platform/platform-providers';

/** What is reached, and how. */
export interface PrivateAccessProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  /** `projects/…/locations/…/endpoints/…`. */
  readonly endpoint: string;
  readonly deployer?: string;
  /** The first release: what an endpoint is reached by is made with its first deployment, and stays. */
  readonly release: ITerraformDependable;
}

/**
 * An address of the platform's first subnet behind which the endpoint stands: Private Service Connect. Which service attachment it leads to is asked of Vertex AI once
 * the first model is deployed.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/predictions/private-service-connect
 */
export class PrivateAccess extends Construct {
  /** The address in the network. */
  public readonly address: string;
  public readonly addressResource: TerraformResource;
  public readonly ruleResource: TerraformResource;

  public constructor(scope: Construct, id: string, props: PrivateAccessProps) {
    super(scope, id);
    const { platform: { project, location, network, tags }, name } = props;
    const [subnetwork] = network.privateSubnetIds;
    const address = new ComputeAddress(this, 'Address', {
      project,
      name,
      subnetwork,
      region: location,
      addressType: 'INTERNAL',
      description: `Where the endpoint ${name} is reached`,
      labels: { ...tags },
    });
    const rule = new ComputeForwardingRule(this, 'Resource', {
      project,
      name,
      region: location,
      network: network.networkId,
      ipAddress: address.selfLink,
      // What leads to a service attachment has no scheme of load balancing.
      loadBalancingScheme: '',
      target: this.attachmentOf(props),
      description: `Leads to the endpoint ${name}`,
      labels: { ...tags },
    });
    this.addressResource = address;
    this.ruleResource = rule;
    this.address = address.address;
  }

  private attachmentOf({ platform, endpoint, deployer, release }: PrivateAccessProps): string {
    const scope = new Construct(this, 'Attachment');
    const google = wishesOf(platform).find(({ kind }) => kind === 'google') ?? googleWish(platform.project, platform.location, undefined);
    inheritProviders(scope, platform, vertexWish({ google, location: platform.location, ...(deployer ? { deployer } : {}) }));
    const look = new RestfulOperation(scope, 'Resource', {
      method: 'GET',
      path: `/${endpoint}`,
      exports: ['privateServiceConnectConfig.serviceAttachment'],
      dependsOn: [release],
    });
    return look.output('privateServiceConnectConfig.serviceAttachment');
  }
}
