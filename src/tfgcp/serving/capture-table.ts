import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { BigqueryDataset } from '../../providers/google/bigquery-dataset';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { BigqueryKey } from '../storage/bigquery-key';

/** The data set of BigQuery into which Vertex AI writes captured requests, as the table `request_response_logging`, encrypted with the platform's key. */
export class CaptureTable extends Construct {
  public readonly resource: TerraformResource;
  /** `bq://project.dataset`. */
  public readonly uri: string;
  /** Known only once it is there. */
  public readonly datasetId: string;

  public constructor(scope: Construct, id: string, name: string, platform: IMlPlatform, keyGranted: boolean) {
    super(scope, id);
    const { project, location, profile: { settings }, encryptionKey } = platform;
    const dataset = new BigqueryDataset(this, 'Resource', {
      project,
      location,
      datasetId: `${name}_capture`.replace(/-/g, '_'),
      friendlyName: `${name}: captured requests`,
      description: `Requests to the endpoint ${name}, and what it answered`,
      defaultEncryptionConfiguration: { kmsKeyName: keyGranted ? encryptionKey.keyId : BigqueryKey.of(platform).keyId },
      defaultPartitionExpirationMs: settings.logsKept.toMilliseconds(),
      deleteContentsOnDestroy: !settings.deletionProtection,
      labels: { ...platform.tags },
      dependsOn: JobGround.of(platform).readyFor(this, 'bigquery'),
    });
    this.resource = dataset;
    this.datasetId = dataset.datasetId;
    this.uri = `bq://${project}.${this.datasetId}`;
  }
}
