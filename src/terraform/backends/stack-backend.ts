import { TerraformBackend, TerraformStack } from 'cdktf';

/** Where a stack keeps its state: the kind of backend and its arguments as Terraform names them. */
export interface BackendFacts {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The backends that stand in a stack: one, or none as long as cdktf has not given it the local one. */
export function backendsOf(stack: TerraformStack): TerraformBackend[] {
  return stack.node.findAll().filter((c): c is TerraformBackend => TerraformBackend.isBackend(c) && TerraformStack.of(c) === stack);
}

interface TerraformBlock {
  readonly terraform?: { readonly backend?: Readonly<Record<string, Record<string, unknown>>>; readonly cloud?: Record<string, unknown> };
}

/** What the backend will render, overrides included. */
export function backendFacts(backend: TerraformBackend): BackendFacts {
  const { terraform } = backend.toTerraform() as TerraformBlock;
  if (terraform?.cloud) return { type: 'cloud', config: terraform.cloud };
  const [type, config] = Object.entries(terraform?.backend ?? {})[0] ?? ['unknown', {}];
  return { type, config };
}

/** Whether `stack.addOverride('terraform.backend…')` replaces whatever the constructs say. cdktf's own references do not see it either. */
export function isBackendOverridden(stack: TerraformStack): boolean {
  const { rawOverrides } = stack as unknown as { readonly rawOverrides?: TerraformBlock };
  return rawOverrides?.terraform?.backend !== undefined || rawOverrides?.terraform?.cloud !== undefined;
}
