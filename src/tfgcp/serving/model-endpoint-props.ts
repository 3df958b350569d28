import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What an endpoint is to be on Google Cloud. */
export interface ModelEndpointProps extends core.ModelEndpointProps {
  /** The platform whose network, key, labels and channels the endpoint has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * The type of GPUs of a machine that is newer than this version, as Vertex AI calls it: `NVIDIA_GB200`.
   * @default - the one that this version knows of the machine
   */
  readonly acceleratorType?: string;

  /**
   * The e-mail of an existing service account that starts releases; whoever runs Terraform may create tokens for it. Never one that is made in the same stack,
   * because its token is asked for in the first plan.
   * @default - the pipeline gives the token, in the variable `vertex_token`
   */
  readonly deployer?: string;

  /**
   * A provider `magodo/restful` for the executions of workflows, with `https://workflowexecutions.googleapis.com/v1` as its base.
   * @default - one is made
   */
  readonly restfulProvider?: TerraformProvider;

  /**
   * Whether the service agent of Workflows, and with `dataCapture` that of BigQuery, may use the platform's key already. Otherwise they are let, once for all
   * endpoints and jobs of the platform, for which the deployer has to administer the key.
   * @default false
   */
  readonly keyAgentGranted?: boolean;
}
