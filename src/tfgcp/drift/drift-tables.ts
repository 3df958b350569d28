import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { BigqueryDataset } from '../../providers/google/bigquery-dataset';
import { BigqueryDatasetIamMember } from '../../providers/google/bigquery-dataset-iam-member';
import { BigqueryTable } from '../../providers/google/bigquery-table';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { BigqueryKey } from '../storage/bigquery-key';

const column = (name: string, type: string) => ({ name, type, mode: 'NULLABLE' });

/** One row a range or a value of a feature: the part of the records that had it in what was learned. */
const BASELINE = [
  column('baseline', 'STRING'), column('segment', 'STRING'), column('name', 'STRING'), column('bucket', 'INTEGER'), column('lower', 'FLOAT'), column('upper', 'FLOAT'),
  column('category', 'STRING'), column('part', 'FLOAT'), column('lowest', 'FLOAT'), column('highest', 'FLOAT'), column('records', 'INTEGER'), column('learned', 'TIMESTAMP'),
];

/** One row a number that a run has found. */
const METRICS = [
  column('ended', 'TIMESTAMP'), column('run', 'STRING'), column('window_start', 'TIMESTAMP'), column('window_end', 'TIMESTAMP'), column('baseline', 'STRING'), column('signal', 'STRING'),
  column('severity', 'STRING'), column('retrains', 'BOOLEAN'), column('name', 'STRING'), column('metric', 'STRING'), column('segment', 'STRING'), column('value', 'FLOAT'),
  column('threshold', 'FLOAT'), column('violated', 'BOOLEAN'), column('records', 'INTEGER'),
];

/** The data set of BigQuery in which a monitor works, with what it has learned and what it has found, encrypted with the platform's key. */
export class DriftTables extends Construct {
  public readonly resource: TerraformResource;
  public readonly datasetId: string;
  /** `project.dataset.metrics`. */
  public readonly reports: string;
  /** What has to be there before a run. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { name }: DriftMonitorPlan, private readonly platform: IMlPlatform, keyGranted: boolean) {
    super(scope, id);
    const { project, location, profile: { settings }, encryptionKey, tags } = platform;
    const keyId = keyGranted ? encryptionKey.keyId : BigqueryKey.of(platform).keyId;
    const dataset = new BigqueryDataset(this, 'Resource', {
      project,
      location,
      datasetId: `${name}_drift`.replace(/-/g, '_'),
      friendlyName: `${name}: drift`,
      description: `What the monitor ${name} has learned and found`,
      defaultEncryptionConfiguration: { kmsKeyName: keyId },
      deleteContentsOnDestroy: !settings.deletionProtection,
      labels: { ...tags },
      dependsOn: JobGround.of(platform).readyFor(this, 'bigquery'),
    });
    const common = {
      project,
      datasetId: dataset.datasetId,
      encryptionConfiguration: { kmsKeyName: keyId },
      deletionProtection: settings.deletionProtection,
      labels: { ...tags },
    };
    const baseline = new BigqueryTable(this, 'Baseline', {
      ...common, tableId: 'baseline', description: 'How what the model has learned from is distributed', schema: JSON.stringify(BASELINE), clustering: ['baseline', 'name'],
    });
    const metrics = new BigqueryTable(this, 'Metrics', {
      ...common,
      tableId: 'metrics',
      description: 'What runs have found',
      schema: JSON.stringify(METRICS),
      timePartitioning: { type: 'DAY', field: 'ended' },
      clustering: ['signal', 'name'],
    });
    this.resource = dataset;
    this.datasetId = dataset.datasetId;
    this.reports = `${project}.${dataset.datasetId}.${metrics.tableId}`;
    this.ready = [baseline, metrics];
  }

  /** Binds a role to the data set. */
  public admit(scope: Construct, id: string, role: string, member: string): ITerraformDependable {
    return new BigqueryDatasetIamMember(scope, id, { project: this.platform.project, datasetId: this.datasetId, role, member });
  }
}
