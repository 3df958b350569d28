import { TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Problems } from '../../core/private';
import { isProviderKind, ProviderKind } from './provider-kind';
import { StackProviders } from './stack-providers';
import { ActiveWishes, around, enter } from './wish-scope';

type Provided = TerraformResource | TerraformDataSource;

/** What was assigned here, as against what the user has set by an escape hatch. */
const assigned = new WeakMap<Provided, TerraformProvider>();

/** Sets `.provider` on every resource of a stack that stands below a wish for its provider. */
export function assignProviders(stack: TerraformStack, problems: Problems): void {
  const providers = StackProviders.of(stack);
  providers.reset();
  visit(stack, around(stack));
  providers.pinVersions();

  function visit(construct: IConstruct, active: ActiveWishes): void {
    if (construct !== stack && TerraformStack.isStack(construct)) {
      // A stack inside a scope with wishes; one that has a register is settled by its own gate.
      if (active.size > 0 && !StackProviders.has(construct)) assignProviders(construct, problems);
      return;
    }
    const inside = enter(construct, active);
    if (isProvided(construct)) assign(construct, inside);
    construct.node.children.forEach((child) => visit(child, inside));
  }

  function assign(resource: Provided, active: ActiveWishes): void {
    const kind = kindOf(resource);
    const wish = kind && active.get(kind);
    if (!wish || (resource.provider && resource.provider !== assigned.get(resource))) return;
    const provider = providers.choose(wish, problems);
    if (!provider) return;
    resource.provider = provider;
    assigned.set(resource, provider);
  }
}

function isProvided(construct: IConstruct): construct is Provided {
  return TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct);
}

function kindOf(resource: Provided): ProviderKind | undefined {
  const name = resource.terraformGeneratorMetadata?.providerName ?? resource.terraformResourceType.split('_')[0] ?? '';
  return isProviderKind(name) ? name : undefined;
}
