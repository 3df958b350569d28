import { TerraformBackend, TerraformStack } from 'cdktf';
import { Problems, ValidationError } from '../../core/private';
import { FollowingBackend } from './following-backend';
import { BackendFacts, backendFacts, backendsOf } from './stack-backend';

/** What tells two states of a backend apart; credentials and locks do not. For any other backend, all of its arguments do. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  s3: ['bucket', 'key'],
  azurerm: ['storage_account_name', 'container_name', 'key'],
  gcs: ['bucket', 'prefix'],
  pg: ['conn_str', 'schema_name'],
  local: ['path'],
};

/** Refuses a stack whose state or name is another stack's too: each deploy would destroy what the other has made. */
export function requireOwnState(stack: TerraformStack, problems: Problems): void {
  const others = stack.node.root.node.findAll().filter((c): c is TerraformStack => TerraformStack.isStack(c) && c !== stack);
  const mine = stateOf(stack);
  for (const other of others) {
    if (other.node.id === stack.node.id) {
      problems.add('backends/stack-name-taken', `'${other.node.path}' is named '${stack.node.id}' too, and cdktf writes both into one folder: rename the platform`);
    }
    if (mine !== undefined && mine === stateOf(other)) {
      problems.add('backends/shared-state', `stack '${stack.node.path}' would keep its state where stack '${other.node.path}' keeps its own: give it another key`);
    }
  }
}

function stateOf(stack: TerraformStack): string | undefined {
  const [backend] = backendsOf(stack);
  if (!backend) return undefined;
  try {
    return identity(factsOf(backend));
  } catch (error) {
    // A backend that cannot be followed is refused where it stands.
    if (ValidationError.isValidationError(error)) return undefined;
    throw error;
  }
}

function factsOf(backend: TerraformBackend): BackendFacts {
  return backend instanceof FollowingBackend ? backend.facts() : backendFacts(backend);
}

function identity({ type, config }: BackendFacts): string {
  const names = IDENTITY[type] ?? Object.keys(config).sort();
  return JSON.stringify([type, ...names.map((name) => config[name] ?? '')]);
}
