import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { VertexAiEndpoint } from '../../providers/google/vertex-ai-endpoint';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { CaptureTable } from './capture-table';

/** An endpoint of Vertex AI with nothing deployed to it, encrypted with the platform's key. */
export class VertexEndpoint extends Construct {
  public readonly resource: TerraformResource;
  public readonly capture?: CaptureTable;
  /** `projects/…/locations/…/endpoints/…`, as it is known in a plan. */
  public readonly resourceName: string;
  /** The host of a public endpoint. */
  public readonly host: string;
  /** What has to wait for it. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, plan: ModelEndpointPlan, platform: IMlPlatform, keyGranted: boolean) {
    super(scope, id);
    const { name, capture, access } = plan;
    const { project, location, encryptionKey, tags } = platform;
    this.capture = capture && new CaptureTable(this, 'Capture', name, platform, keyGranted);
    const endpoint = new VertexAiEndpoint(this, 'Resource', {
      project,
      name,
      location,
      region: location,
      displayName: name,
      description: `Serves the models of ${name}`,
      labels: { ...tags },
      encryptionSpec: { kmsKeyName: encryptionKey.keyId },
      ...(access === 'private'
        // Who calls has to be let in, although the network is private.
        ? { privateServiceConnectConfig: { enablePrivateServiceConnect: true, enableSecurePrivateServiceConnect: true, projectAllowlist: [project] } }
        : { dedicatedEndpointEnabled: true }),
      ...(this.capture ? {
        predictRequestResponseLoggingConfig: {
          enabled: true,
          samplingRate: capture!.percent / 100,
          bigqueryDestination: { outputUri: this.capture.uri },
        },
      } : {}),
      // Traffic belongs to rollouts.
      lifecycle: { ignoreChanges: ['traffic_split'] },
    });
    this.resource = endpoint;
    this.resourceName = `projects/${project}/locations/${location}/endpoints/${name}`;
    this.host = endpoint.dedicatedEndpointDns;
    this.ready = [endpoint];
  }
}
