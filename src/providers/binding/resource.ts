import { ImportableResource, TerraformDataSource, TerraformMetaArguments, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Attribute, Table } from './attribute';
import { HclArgument, hclArguments } from './hcl-argument';
import { defineMembers, keep, kept, makeObjects } from './members';

/** The name of a provider, the version whose schema a table has, and the versions that it is for. */
export type ProviderOfTable = readonly [name: string, version: string, constraint: string];

type Config = TerraformMetaArguments & Readonly<Record<string, unknown>>;

/** The class of a resource, from the table of its attributes. */
export function resource(name: string, type: string, provider: ProviderOfTable, table: Table): unknown {
  return elementOf(TerraformResource, name, type, provider, table);
}

/** The class of a data source, from the table of its attributes. */
export function dataSource(name: string, type: string, provider: ProviderOfTable, table: Table): unknown {
  return elementOf(TerraformDataSource as unknown as typeof TerraformResource, name, type, provider, table);
}

function elementOf(base: typeof TerraformResource, name: string, type: string, provider: ProviderOfTable, table: Table): unknown {
  const attributes = Attribute.of(name, table);
  const settable = attributes.filter(({ given }) => given);
  const [providerName, providerVersion, providerVersionConstraint] = provider;

  class TableElement extends base {
    public static readonly tfResourceType: string = type;

    public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, from?: TerraformProvider): ImportableResource {
      return new ImportableResource(scope, importToId, { terraformResourceType: type, importId: importFromId, provider: from });
    }

    public constructor(scope: Construct, id: string, config: Config = {}) {
      super(scope, id, {
        terraformResourceType: type,
        terraformGeneratorMetadata: { providerName, providerVersion, providerVersionConstraint },
        provider: config.provider,
        dependsOn: config.dependsOn,
        count: config.count,
        lifecycle: config.lifecycle,
        provisioners: config.provisioners,
        connection: config.connection,
        forEach: config.forEach,
      });
      makeObjects(this, attributes);
      settable.forEach((attribute) => keep(this, attribute, config[attribute.name]));
    }

    protected override synthesizeAttributes(): Record<string, unknown> {
      return Object.fromEntries(settable.map((attribute) => [attribute.terraform, attribute.toTerraform(kept(this, attribute))]));
    }

    protected override synthesizeHclAttributes(): Record<string, HclArgument> {
      return hclArguments(settable, (attribute) => kept(this, attribute));
    }
  }

  defineMembers(TableElement.prototype, attributes);
  return Object.defineProperty(TableElement, 'name', { value: name });
}
