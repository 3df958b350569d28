import { TerraformProvider, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { refuse } from '../../core/private';
import { AliasedProviderWish, ProviderWish } from '../providers';
import { addWishes } from '../providers/provider-wish';
import { writesHcl } from './hcl';
import { RawElement } from './raw-element';
import { RawEphemeral } from './raw-ephemeral';
import { RawProvider } from './raw-provider';
import { RestfulPoll } from './restful';

export interface VertexProviderConfig {
  readonly location: string;
  /** What the user passed as the provider of these calls. */
  readonly given?: TerraformProvider;
  /**
   * The e-mail of an *existing* service account whose token is taken at apply. Never one of the same stack: its e-mail is known at plan, so
   * Terraform would open the token during the first plan, before the account exists. Left out, the pipeline fills the variable `vertex_token`.
   */
  readonly deployer?: string;
  /** How this scope gets its google provider, which fetches the token of the deployer. */
  readonly google: ProviderWish;
}

/** For `useProviders`: the REST API of Vertex AI in one region, with a token that stays out of state and plan. */
export function vertexWish(config: VertexProviderConfig): AliasedProviderWish {
  return googleApiWish(['vertex', config.location], `https://${config.location}-aiplatform.googleapis.com/v1`, config);
}

/** The same for executions of workflows, which one address serves for all regions. */
export function executionsWish(config: VertexProviderConfig): AliasedProviderWish {
  return googleApiWish(['executions'], 'https://workflowexecutions.googleapis.com/v1', config);
}

function googleApiWish(words: readonly string[], baseUrl: string, { given, deployer, google }: VertexProviderConfig): AliasedProviderWish {
  return {
    kind: 'restful',
    alias: [...words, ...(deployer ? ['as', deployer] : [])].join('_').replace(/[^A-Za-z0-9_]/g, '_'),
    ...(given ? { given } : {}),
    make: (scope, alias) => {
      new EphemeralValues(scope, 'Terraform');
      const token = deployer ? deployerToken(scope, alias, deployer, google) : pipelineToken(scope);
      return new RawProvider(scope, 'Restful', 'restful', {
        base_url: baseUrl,
        security: { http: { token: { token } } },
      }, alias);
    },
  };
}

/** What a stack with ephemeral values needs of Terraform and of cdktf. */
class EphemeralValues extends RawElement {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { terraform: { required_version: '>= 1.10' } });
  }

  public override toTerraform(): object {
    if (writesHcl(this.cdktfStack)) {
      refuse('restful/hcl-output', "the token of Vertex AI is an ephemeral value, which cdktf's HCL output leaves out: synthesize JSON, its default");
    }
    return super.toTerraform();
  }
}

function pipelineToken(scope: Construct): string {
  const variable = new TerraformVariable(scope, 'Token', {
    type: 'string',
    sensitive: true,
    description: 'An access token for Vertex AI, as `gcloud auth print-access-token` prints it. It is kept neither in the state nor in a plan.',
  });
  variable.overrideLogicalId('vertex_token');
  variable.addOverride('ephemeral', true);
  return variable.stringValue;
}

function deployerToken(scope: Construct, alias: string, deployer: string, google: ProviderWish): string {
  // It stands outside of the platform's scope, beside the provider that reads it.
  addWishes(scope, [google]);
  const token = new RawEphemeral(scope, 'Token', 'google_service_account_access_token', 'google', {
    target_service_account: deployer,
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    lifetime: '3600s',
  });
  token.overrideLogicalId(alias);
  return token.getStringAttribute('access_token');
}

/**
 * How Vertex AI answers: an operation, done or not, failed or not.
 *
 * `body.done` alone would take a failed operation for a success. With the pair a failure reads `[true,9]`, and the apply fails with its message.
 */
export function vertexOperation(delaySeconds = 10): RestfulPoll {
  return { urlLocator: 'body.name', statusLocator: 'body.[done,error.code]', success: '[true]', pending: ['[]'], delaySeconds };
}

/**
 * How an execution of a workflow answers; one that failed or was cancelled fails the apply with what it says.
 *
 * https://docs.cloud.google.com/workflows/docs/reference/executions/rest/v1/projects.locations.workflows.executions#State
 */
export function finishedExecution(delaySeconds = 10): RestfulPoll {
  return { urlLocator: 'body.name', statusLocator: 'body.state', success: 'SUCCEEDED', pending: ['ACTIVE', 'QUEUED'], delaySeconds };
}
