import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { MOST_CLUSTERED_COLUMNS } from '../../facts/gcp/features-limits';
import { FOREIGN_TABLE_ROLES } from '../../facts/gcp/features-permissions';
import { BigqueryTable } from '../../providers/google/bigquery-table';
import { BigqueryTableIamMember } from '../../providers/google/bigquery-table-iam-member';
import { writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { groupDescription, groupLabels } from './feature-labels';
import { FeatureRoles } from './feature-roles';
import { OfflineStore } from './offline-store';
import { ParquetFiles } from './parquet-files';
import { tableSchema } from './table-schema';

/** What a table is made of. */
export interface FeatureTableProps {
  readonly platform: IMlPlatform;
  readonly store: OfflineStore;
  readonly roles: FeatureRoles;
  readonly deletionProtection: boolean;
  /** `project.dataset.table` of one that exists already. */
  readonly existing?: string;
}

/** `project.dataset.table`; a project of a domain has a point itself. */
const PARTS = /^(.*)\.([^.]*)\.([^.]*)$/;

/**
 * Where all values of a group are queried: a table of BigQuery, divided by days of the event time and ordered by the keys; one over the Parquet files of its source, which
 * always reads the files as they are; or one that exists already.
 *
 * A feature that is added is a column that is added, in place. Terraform never replaces a table that holds data: what it could not change in place is refused by the
 * protection of the table, in profiles that have it.
 */
export class FeatureTable extends Construct {
  public readonly project: string;
  public readonly datasetId: string;
  public readonly tableId: string;
  /** Absent where one exists already. */
  public readonly resource?: TerraformResource;
  /** What reads the files; absent where there are none. */
  public readonly files?: ParquetFiles;
  private readonly bindings = new Map<string, ITerraformDependable>();

  public constructor(scope: Construct, id: string, group: FeatureGroupPlan, private readonly props: FeatureTableProps) {
    super(scope, id);
    const { platform, store, existing } = props;
    if (existing !== undefined) {
      [this.project, this.datasetId, this.tableId] = PARTS.exec(existing)!.slice(1) as [string, string, string];
      return;
    }
    this.files = group.source.kind === 'table' ? new ParquetFiles(this, 'Files', group.source.path, group.name, platform) : undefined;
    const table = this.table(group, props);
    this.resource = table;
    this.project = platform.project;
    this.datasetId = store.datasetId;
    this.tableId = table.tableId;
  }

  /** As SQL names it. */
  public get location(): string {
    return `${this.project}.${this.datasetId}.${this.tableId}`;
  }

  /** Lets somebody read or write this table, once, and gives what has to wait for it. */
  public admit(id: string, right: keyof typeof FOREIGN_TABLE_ROLES, member: string): ITerraformDependable {
    const { platform, roles } = this.props;
    return this.bind(id, this.project === platform.project ? roles.nameOf(right) : FOREIGN_TABLE_ROLES[right], member);
  }

  /** Binds a role to this table, once, and gives what has to wait for it. */
  public bind(id: string, role: string, member: string): ITerraformDependable {
    const known = this.bindings.get(id);
    if (known) return known;
    const { project, datasetId, tableId } = this;
    const binding = new BigqueryTableIamMember(this, id, { project, datasetId, tableId, role, member });
    this.bindings.set(id, binding);
    return binding;
  }

  private table(group: FeatureGroupPlan, { platform, store, deletionProtection }: FeatureTableProps): BigqueryTable {
    const { files } = this;
    return new BigqueryTable(this, 'Resource', {
      project: platform.project,
      datasetId: store.datasetId,
      tableId: group.groupName,
      friendlyName: group.groupName,
      description: writtenText(groupDescription(group)),
      labels: groupLabels(platform, group),
      schema: writtenText(JSON.stringify(tableSchema(group, !files))),
      ...(files ? { externalDataConfiguration: files.configuration } : {
        // Left to the data set, the provider would find a key that nobody asked for, and replace the table.
        encryptionConfiguration: { kmsKeyName: store.keyId },
        timePartitioning: { type: 'DAY', field: group.eventTime },
        clustering: group.entityKeys.slice(0, MOST_CLUSTERED_COLUMNS).map(({ name }) => name),
      }),
      // Over files it holds nothing.
      deletionProtection: deletionProtection && !files,
      dependsOn: [...store.ready, ...(files?.ready ?? [])],
    });
  }
}
