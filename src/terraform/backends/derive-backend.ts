import { createHash } from 'node:crypto';
import { isUnresolved, refuse } from '../../core/private';
import { BackendFacts } from './stack-backend';

type Config = Readonly<Record<string, unknown>>;

/** Postgres cuts longer names without a word, and two stacks would share a state. */
const POSTGRES_NAME_LENGTH = 63;

/** How each backend tells two states apart. Whatever is not here cannot be followed. */
const DERIVATIONS: Readonly<Record<string, (config: Config, suffix: string) => Config>> = {
  s3: (config, suffix) => ({ ...config, key: besideFile(stated(config, 'key'), suffix) }),
  azurerm: (config, suffix) => ({ ...config, key: besideFile(stated(config, 'key'), suffix) }),
  gcs: (config, suffix) => ({ ...config, prefix: [text(config, 'prefix').replace(/\/+$/, ''), suffix].filter(Boolean).join('/') }),
  pg: (config, suffix) => ({ ...config, schema_name: besideSchema(text(config, 'schema_name') || 'terraform_remote_state', suffix) }),
  local: (config, suffix) => ({
    ...config,
    path: besideFile(text(config, 'path') || 'terraform.tfstate', suffix),
    // The states of all workspaces but the default one lie here, under the name of the workspace only.
    ...(config.workspace_dir ? { workspace_dir: `${text(config, 'workspace_dir').replace(/\/+$/, '')}-${suffix}` } : {}),
  }),
};

/** The backend of a second stack: the same place as the first one's, another name. Refuses where a name cannot be derived. */
export function deriveBackend(main: BackendFacts, suffix: string): BackendFacts {
  const derive = DERIVATIONS[main.type];
  if (!derive) refuse('backends/not-followable', `a backend '${main.type}' gives no second state that could be named: declare a backend in the second stack (\`workloadsStack\` of the cluster)`);
  return { type: main.type, config: derive(main.config, suffix) };
}

function text(config: Config, name: string): string {
  const value = config[name] ?? '';
  if (typeof value !== 'string' || isUnresolved(value)) {
    refuse('backends/not-followable', `the ${name} of the backend is not known at synth, so no second one can be derived: write it out, or declare a backend in the second stack (\`workloadsStack\` of the cluster)`);
  }
  return value;
}

/** What the user leaves to `terraform init -backend-config` is not known here. */
function stated(config: Config, name: string): string {
  const value = text(config, name);
  if (value === '') refuse('backends/not-followable', `the backend has no ${name}, so no second one can be derived: state it, or declare a backend in the second stack (\`workloadsStack\` of the cluster)`);
  return value;
}

/** `ml/prod.tfstate` → `ml/prod-Ml-workloads.tfstate` */
function besideFile(path: string, suffix: string): string {
  const [, name = path, extension = ''] = /^(.*[^/])(\.[^./]+)$/.exec(path) ?? [];
  return `${name}-${suffix}${extension}`;
}

function besideSchema(schema: string, suffix: string): string {
  const wanted = `${schema}_${suffix.replace(/[^A-Za-z0-9]/g, '_').toLowerCase()}`;
  // Two suffixes that differ in what was replaced stay two.
  const hash = createHash('sha256').update(suffix).digest('hex').slice(0, 8);
  return `${wanted.slice(0, POSTGRES_NAME_LENGTH - hash.length - 1)}_${hash}`;
}
