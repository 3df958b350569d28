import { Postcondition } from 'cdktf';

/**
 * Fails the apply of a release that SageMaker took back, before Terraform removes what the endpoint went back to: Cloud Control may report such a rollout as done, as
 * the provider's own resource does (https://github.com/hashicorp/terraform-provider-aws/issues/48997).
 *
 * @param property what the resource names its release by, behind its properties: `.EndpointConfigName`
 * @param wanted the name that the release has, known only at deployment
 * @param retry the resource that is made anew when the same is to be tried again
 */
export function wentBack(property: string, wanted: string, endpoint: string, retry: string): Postcondition {
  return {
    condition: `\${jsondecode(self.properties)${property} == ${wanted}}`,
    errorMessage: `The endpoint '${endpoint}' serves the release before this one: an alarm went off, or the new machines did not start, and SageMaker went back. Look at its alarms `
      + `and logs, then apply what is fixed or undone; to try the same once more, apply with -replace='${retry}'.`,
  };
}
