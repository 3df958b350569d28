import { TerraformProvider } from 'cdktf';
import { GoogleProvider } from '../../providers/google/provider';
import { MainProviderWish } from '../../terraform';

/**
 * The provider of a platform. Each resource says its project and region itself, so a provider of another project serves as well. Ours bills requests to
 * the platform's project, without which budgets cannot be made with the credentials of a person:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference#user_project_override
 */
export function googleWish(project: string, region: string, given: TerraformProvider | undefined): MainProviderWish {
  return {
    kind: 'google',
    ...(given ? { given } : {}),
    make: (scope) => new GoogleProvider(scope, 'Google', { project, region, userProjectOverride: true, billingProject: project }),
  };
}
