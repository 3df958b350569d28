import { Attributes, SynthesizedStack } from '../../support/terraform';
import { ModelRegistryFacts, ModelVersionFacts } from '../facts';
import { all, target } from './tfazure-references';

const ofType = (stack: SynthesizedStack, type: string) => all(stack, 'azapi_resource').filter((found) => (found.type as string).startsWith(`Microsoft.MachineLearningServices/${type}@`));

export function modelRegistries(stack: SynthesizedStack): ModelRegistryFacts[] {
  return ofType(stack, 'workspaces/models').map((model) => registry(stack, model));
}

/** A model of the workspace, and the registry that it is shared in, which has its name. */
function registry(stack: SynthesizedStack, model: Attributes): ModelRegistryFacts {
  const { name } = model;
  const shared = ofType(stack, 'registries').find((found) => found.name === name);
  const grants = all(stack, 'azurerm_role_assignment').map((grant) => ({ grant, role: target(stack, grant.role_definition_id), on: target(stack, grant.scope) }));
  const may = (action: string, on: Attributes | undefined) => {
    const held = grants.filter(({ role, on: scope }) => scope !== undefined && scope === on && (role?.name as string | undefined)?.startsWith(`${name} `) && actionsOf(role!).includes(action));
    return held.map(({ grant }) => grant.principal_id as string);
  };
  const workspace = target(stack, model.parent_id)!;
  const writers = may('Microsoft.MachineLearningServices/workspaces/models/versions/write', workspace);
  const sharers = may('Microsoft.MachineLearningServices/registries/assets/write', shared);
  return {
    name,
    versions: ofType(stack, 'workspaces/models/versions').filter(({ parent_id }) => target(stack, parent_id) === model).map((found) => version(stack, found)),
    // One right lets register and decide in the workspace. What leaves it, only those may let out who share.
    approvers: shared ? sharers : writers,
    registrars: writers,
    promotedTo: may('Microsoft.MachineLearningServices/registries/assets/read', shared).filter((who) => !sharers.includes(who)),
    // What is shared is copied into the registry.
    promotedReads: [],
    encrypted: workspace.encryption !== undefined && workspace.high_business_impact === true,
  };
}

const actionsOf = ({ permissions }: Attributes): string[] => (permissions as Attributes[]).flatMap(({ actions = [] }) => actions as string[]);

function version(stack: SynthesizedStack, { body: { properties } }: Attributes): ModelVersionFacts {
  const tags = Object.fromEntries(Object.entries(properties.tags as Record<string, string>).map(([key, text]) => [key, written(text)]));
  const [, store, path] = /^azureml:\/\/datastores\/(\w+)\/paths\/(.*)$/.exec(properties.modelUri)!;
  const { accountName, containerName } = ofType(stack, 'workspaces/datastores').find((found) => found.name === store)!.body.properties;
  return {
    status: tags.approval as ModelVersionFacts['status'],
    by: tags['decided-by'],
    reason: tags['decided-why'],
    model: `https://${accountName}.blob.core.windows.net/${containerName}/${path}`,
    said: Object.values(tags).join('\n'),
    stage: properties.stage,
  };
}

/** As Terraform writes it: what is doubled begins none of its expressions, and what is not would be one. */
function written(text: string): string {
  if (/(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(text)) throw new Error(`Terraform would take a text for an expression: ${text}`);
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}
