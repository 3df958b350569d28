import { Fn, ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CapturePlan, ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { VertexAiEndpoint } from '../../providers/google/vertex-ai-endpoint';
import { AliasedProviderWish, inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';

/**
 * An endpoint of Vertex AI with nothing deployed to it, encrypted with the platform's key.
 *
 * That calls by Private Service Connect are authorized is a field of v1beta1 only (https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/PrivateServiceConnectConfig),
 * so that a private one is made by that version.
 */
export class VertexEndpoint extends Construct {
  public readonly resource: VertexAiEndpoint;
  /** `projects/…/locations/…/endpoints/…`, as it is known in a plan. */
  public readonly resourceName: string;
  /** The host of a public endpoint. */
  public readonly host: string;
  /** What has to wait for it. */
  public readonly ready: ITerraformDependable[];

  /** `captureUri` is where captured requests go. */
  public constructor(scope: Construct, id: string, plan: ModelEndpointPlan, platform: IMlPlatform, captureUri: string | undefined) {
    super(scope, id);
    const { name, capture, access } = plan;
    const { project, location, encryptionKey, tags } = platform;
    if (access === 'private') inheritProviders(this, platform, previewWish(location));
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
      ...(captureUri ? { predictRequestResponseLoggingConfig: loggingOf(capture!, captureUri) } : {}),
      // Traffic belongs to rollouts.
      lifecycle: { ignoreChanges: ['traffic_split'] },
    });
    this.resource = endpoint;
    this.resourceName = `projects/${project}/locations/${location}/endpoints/${name}`;
    // It is told with the scheme or without: the reference says with, Google's SDK for Python reads it without.
    this.host = Fn.trimprefix(endpoint.dedicatedEndpointDns, 'https://');
    this.ready = [endpoint];
  }

  /** Keeps requests from here on. */
  public keepRequests(capture: CapturePlan, uri: string): void {
    this.resource.putPredictRequestResponseLoggingConfig(loggingOf(capture, uri));
  }
}

function loggingOf({ percent }: CapturePlan, outputUri: string) {
  return { enabled: true, samplingRate: percent / 100, bigqueryDestination: { outputUri } };
}

/** The stack's own Google provider, with another version of Vertex AI. */
function previewWish(location: string): AliasedProviderWish {
  return {
    kind: 'google',
    alias: `vertex_preview_${location}`.replace(/[^A-Za-z0-9_]/g, '_'),
    changes: { vertex_ai_custom_endpoint: `https://${location}-aiplatform.googleapis.com/v1beta1/` },
  };
}
