import { TerraformProvider } from 'cdktf';
import { AwsProvider } from '../../providers/aws/provider';
import { MainProviderWish } from '../../terraform';

/** The provider of a platform: the given one, the stack's, or ours for the region. */
export function awsWish(region: string, given?: TerraformProvider): MainProviderWish {
  return { kind: 'aws', given, settings: { region }, make: (scope) => new AwsProvider(scope, 'Aws', { region }) };
}

/** The region that a provider says it works in, if it says so. */
export function regionOf(provider: TerraformProvider | undefined): string | undefined {
  const { region } = (provider ?? {}) as { readonly region?: unknown };
  return typeof region === 'string' ? region : undefined;
}
