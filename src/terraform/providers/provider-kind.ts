/** What this library knows of one Terraform provider. */
export interface ProviderKindFacts {
  /** Its address in the registry. */
  readonly source: string;
  /** The versions that this library renders correct arguments for: from the oldest that the tests ran for real, up to the next major. */
  readonly tested: string;
}

/**
 * The providers of this library's stacks. The prebuilt bindings pin one exact version each (6.50.0); a stack that shares its provider with other
 * code needs the range.
 *
 * aws: the real plugin 5.100.0 validates and applies what is rendered; the bindings describe 6.25.0. Others: the version that was run.
 */
export const PROVIDER_KINDS = {
  aws: { source: 'hashicorp/aws', tested: '>= 5.100.0, < 7.0.0' },
  google: { source: 'hashicorp/google', tested: '~> 6.50' },
  azurerm: { source: 'hashicorp/azurerm', tested: '~> 4.55' },
  kubernetes: { source: 'hashicorp/kubernetes', tested: '~> 2.38' },
  helm: { source: 'hashicorp/helm', tested: '~> 3.1' },
  azapi: { source: 'azure/azapi', tested: '~> 2.9' },
  restful: { source: 'magodo/restful', tested: '~> 0.24' },
} as const satisfies Record<string, ProviderKindFacts>;

export type ProviderKind = keyof typeof PROVIDER_KINDS;

export function isProviderKind(name: string): name is ProviderKind {
  return name in PROVIDER_KINDS;
}
