import { TerraformProvider, TerraformStack } from 'cdktf';
import { Problems } from '../../core/private';
import { PROVIDER_KINDS, ProviderKind } from './provider-kind';
import { areDisjoint } from './version-range';

interface RequiredProviders {
  readonly terraform?: { readonly required_providers?: Readonly<Record<string, { readonly version?: string } | undefined>> };
}

export function versionOf(provider: TerraformProvider): string | undefined {
  return provider.terraformGeneratorMetadata?.providerVersion ?? provider.terraformGeneratorMetadata?.providerVersionConstraint;
}

/** What `stack.addOverride('terraform.required_providers.…')` says; it wins over all providers. */
export function overriddenVersion(stack: TerraformStack, kind: ProviderKind): string | undefined {
  const overrides = (stack as unknown as { readonly rawOverrides?: RequiredProviders }).rawOverrides;
  return overrides?.terraform?.required_providers?.[kind]?.version;
}

/** Refuses a version of the user's that has nothing in common with the versions this library renders for. */
export function requireTestedVersion(stack: TerraformStack, kind: ProviderKind, provider: TerraformProvider, problems: Problems): void {
  const version = overriddenVersion(stack, kind) ?? versionOf(provider);
  const { tested } = PROVIDER_KINDS[kind];
  if (version === undefined || !areDisjoint(version, tested)) return;
  problems.add(
    'providers/version-disjoint',
    `stack '${stack.node.path}' pins the provider '${kind}' to '${version}', but this library renders for '${tested}': ` +
      'update the provider, or put the platform into a stack of its own',
  );
}
