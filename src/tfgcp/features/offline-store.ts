import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { BigqueryDataset } from '../../providers/google/bigquery-dataset';
import { JobGround } from '../jobs/job-ground';
import { BigqueryKey } from '../storage/bigquery-key';
import { FeatureStoreProps } from './feature-store-props';

/** The data set of BigQuery with the tables of a store: all values with their times. It lies where the online store does, which copies from it. */
export class OfflineStore extends Construct {
  public readonly datasetId: string;
  /** The key of its tables. */
  public readonly keyId: string;
  /** Absent where one exists already. */
  public readonly resource?: TerraformResource;
  /** What has to be there before a table is. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { name, deletionProtection }: FeatureStorePlan, props: FeatureStoreProps) {
    super(scope, id);
    const { platform, existingDatasetId, keyAgentsGranted = false } = props;
    const { project, location, tags, encryptionKey } = platform;
    this.keyId = keyAgentsGranted ? encryptionKey.keyId : BigqueryKey.of(platform).keyId;
    this.ready = JobGround.of(platform).readyFor(this, 'bigquery');
    if (existingDatasetId !== undefined) {
      this.datasetId = existingDatasetId;
      return;
    }
    const dataset = new BigqueryDataset(this, 'Resource', {
      project,
      location,
      datasetId: name,
      friendlyName: `${name}: features`,
      description: `All values of the feature store ${name}, with their times`,
      defaultEncryptionConfiguration: { kmsKeyName: this.keyId },
      deleteContentsOnDestroy: !deletionProtection,
      labels: { ...tags },
      dependsOn: this.ready,
    });
    this.resource = dataset;
    this.datasetId = dataset.datasetId;
  }
}
