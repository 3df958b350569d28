import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What the registry of a model is to be on Google Cloud. */
export interface ModelRegistryProps extends core.ModelRegistryProps {
  /** The platform whose project, key and labels the models have; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * The e-mail of an existing service account that adds versions; whoever runs Terraform may create tokens for it. Never one that is made in the same stack, because
   * its token is asked for in the first plan.
   * @default - the pipeline gives the token, in the variable `vertex_token`
   */
  readonly deployer?: string;

  /**
   * A provider `magodo/restful` for the executions of workflows, with `https://workflowexecutions.googleapis.com/v1` as its base.
   * @default - one is made
   */
  readonly restfulProvider?: TerraformProvider;

  /**
   * Whether the service agent of Workflows may use the platform's key already. Otherwise it is let, once for the platform, for which the deployer has to administer the
   * key.
   * @default false
   */
  readonly keyAgentGranted?: boolean;
}
