/**
 * The rooms of `src/` and what each may import: the one table from which the lint zones, the package's sub-paths
 * and the public index are made.
 */
export interface Room {
  /** Folder below `src/`. */
  readonly dir: string;
  /** Other rooms it may import from. */
  readonly rooms: readonly string[];
  /** Packages it may import, as regular expressions over the whole module name. */
  readonly packages: readonly string[];
  /** Why the line is drawn here; shown with every finding. */
  readonly why: string;
  /** Users import it, as a sub-path of the package and as a member of the root. */
  readonly exported?: boolean;
}

const CONSTRUCTS = 'constructs';
const HASH = 'node:crypto';
const CDKTF = 'cdktf';

function terraformTarget(dir: string, cloud: string, providers: readonly string[]): Room {
  return {
    dir,
    rooms: ['core', 'kubernetes', 'terraform', ...almanacs(cloud), ...providers.map((p) => `providers/${p}`)],
    packages: [CONSTRUCTS, CDKTF, HASH],
    why: `${dir} renders core's plans as Terraform: it reads core, kubernetes, terraform, facts of its own cloud and of Kubernetes, and providers/{${providers}}, `
      + 'and never another target, because a user of one cloud must not load a second one. '
      + 'What two targets share is a plan (core), a fact (facts) or Terraform itself (terraform)',
    exported: true,
  };
}

/** Each cloud has clusters, and what is true of Kubernetes is true in all of them. */
function almanacs(cloud: string): string[] {
  return [...new Set([`facts/${cloud}`, 'facts/kubernetes'])];
}

function vendored(provider: string): Room {
  return {
    dir: `providers/${provider}`,
    rooms: [],
    packages: [`@cdktf/provider-${provider}/lib/[a-z0-9-]+`],
    why: `providers/${provider} re-exports one resource a file from @cdktf/provider-${provider}/lib/<resource>: `
      + 'the package root costs 2-3 s and 560 MB to load, and the build bundles each of these files on its own',
  };
}

function almanac(cloud: string): Room {
  return {
    dir: `facts/${cloud}`,
    rooms: [],
    packages: [],
    why: 'facts is an almanac of tables that are true whatever tool deploys; it imports nothing, so that every engine can read it',
  };
}

export const ROOMS: readonly Room[] = [
  {
    dir: 'core',
    rooms: [],
    packages: [CONSTRUCTS, HASH, 'ipaddr\\.js', 'fastest-levenshtein'],
    why: 'core is the language, true on every cloud and in every engine: it imports constructs and the bundled ipaddr.js and '
      + 'fastest-levenshtein only. What is true of one cloud belongs to facts or to its target, what is true of Terraform to terraform',
  },
  ...['aws', 'gcp', 'azure', 'kubernetes'].map(almanac),
  {
    dir: 'kubernetes',
    rooms: ['core'],
    packages: [CONSTRUCTS],
    why: 'kubernetes says what runs inside any cluster as data and knows no engine: it imports core only; '
      + 'a target installs it through the port IClusterSoftware',
    exported: true,
  },
  {
    dir: 'terraform',
    rooms: ['core', 'providers/helm', 'providers/kubernetes'],
    packages: [CONSTRUCTS, CDKTF, 'cdktf/lib/synthesize/synthesizer', HASH, 'node:fs', 'node:path'],
    why: 'terraform is the engine room, true of Terraform whatever the cloud: it imports core, cdktf and, for what runs inside any cluster, the '
      + 'providers of Helm and Kubernetes; a resource of a cloud belongs to its target',
  },
  ...['aws', 'google', 'azurerm', 'kubernetes', 'helm'].map(vendored),
  {
    dir: 'providers/binding',
    rooms: [],
    packages: [CONSTRUCTS, CDKTF],
    why: 'providers/binding makes the classes of resources from the tables that the build writes in the place of their code: it knows cdktf and no provider',
  },
  {
    dir: 'awscdk',
    rooms: ['core', 'kubernetes', ...almanacs('aws')],
    packages: [CONSTRUCTS, HASH, 'node:fs', 'node:path', 'aws-cdk-lib/[a-z0-9-]+'],
    why: 'awscdk renders core\'s plans as CloudFormation: it reads core, kubernetes, facts/{aws,kubernetes} and single modules (aws-cdk-lib/<module>; '
      + 'the stack and tokens are in aws-cdk-lib/core), never the root, another target or anything of Terraform, because its users need not have cdktf',
    exported: true,
  },
  terraformTarget('tfaws', 'aws', ['aws', 'helm', 'kubernetes']),
  terraformTarget('tfgcp', 'gcp', ['google', 'helm', 'kubernetes']),
  terraformTarget('tfazure', 'azure', ['azurerm', 'helm', 'kubernetes']),
  terraformTarget('tfk8s', 'kubernetes', ['kubernetes', 'helm']),
];
