/* Terraform JSON has no shape of its own; what a test looks at is its own business. */
export type Attributes = Record<string, any>;

export interface RequiredProvider {
  readonly source?: string;
  readonly version?: string;
}

export interface TerraformJson {
  readonly terraform?: { readonly required_providers?: Record<string, RequiredProvider>; readonly backend?: Record<string, Attributes> } & Attributes;
  readonly provider?: Record<string, Attributes[]>;
  readonly resource?: Record<string, Record<string, Attributes>>;
  readonly data?: Record<string, Record<string, Attributes>>;
  readonly output?: Record<string, Attributes>;
  readonly variable?: Record<string, Attributes>;
}

/** The Terraform JSON of one stack, and ways to look at it. */
export class SynthesizedStack {
  public constructor(
    public readonly name: string,
    /** Where `terraform` can be run. */
    public readonly directory: string,
    public readonly json: TerraformJson,
    /** The stacks that have to be deployed before. */
    public readonly dependencies: readonly string[],
  ) {}

  /** `aws_s3_bucket.Ml_Artifacts_1234ABCD` of every resource, sorted: what a golden pins. */
  public get addresses(): string[] {
    const all = Object.entries(this.json.resource ?? {}).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
    return all.sort();
  }

  /** All resources of a type by their name in the stack. */
  public resources(type: string): Record<string, Attributes> {
    return this.json.resource?.[type] ?? {};
  }

  /** The only resource of a type; with `path`, the only one whose construct path ends so. */
  public resource(type: string, path?: string): Attributes {
    return onlyOne(`resource ${type}`, this.resources(type), path);
  }

  public hasResource(type: string): boolean {
    return Object.keys(this.resources(type)).length > 0;
  }

  /** The number of resources by type. */
  public get counts(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.json.resource ?? {}).map(([type, named]) => [type, Object.keys(named).length]));
  }

  public dataSource(type: string, path?: string): Attributes {
    return onlyOne(`data ${type}`, this.json.data?.[type] ?? {}, path);
  }

  /** The providers of a type, in the order of the file. */
  public providers(type: string): Attributes[] {
    return this.json.provider?.[type] ?? [];
  }

  public get requiredProviders(): Record<string, RequiredProvider> {
    return this.json.terraform?.required_providers ?? {};
  }

  /** The values of the outputs by name. */
  public get outputs(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.json.output ?? {}).map(([name, output]) => [name, output.value]));
  }

  /** The kind of backend and its arguments. */
  public get backend(): { readonly type: string; readonly config: Attributes } {
    const [type, config] = Object.entries(this.json.terraform?.backend ?? {})[0] ?? ['none', {}];
    return { type, config };
  }
}

function onlyOne(what: string, all: Record<string, Attributes>, path?: string): Attributes {
  const matching = Object.values(all).filter((attributes) => path === undefined || pathOf(attributes).endsWith(path));
  const [match, ...more] = matching;
  if (!match || more.length > 0) {
    const there = Object.values(all).map(pathOf).join(', ') || 'none';
    throw new Error(`${matching.length} of ${what}${path ? ` at …${path}` : ''}, expected one; there are: ${there}`);
  }
  return match;
}

/** The construct path that cdktf writes beside each resource. */
export function pathOf(attributes: Attributes): string {
  return (attributes['//'] as { metadata?: { path?: string } } | undefined)?.metadata?.path ?? '';
}
