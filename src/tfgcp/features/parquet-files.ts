import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IIdentity } from '../../core';
import { ROLES } from '../../facts/gcp/roles';
import { GoogleResource } from '../../terraform';
import { Identity } from '../identity/identity';
import { bucketOf } from '../jobs/data-access';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnBucket } from '../storage/store-access';

/**
 * A folder of Parquet files as BigQuery reads it: by a connection whose account may read that folder and nothing else, so that who queries the table needs no right to the
 * bucket.
 *
 * https://docs.cloud.google.com/bigquery/docs/create-cloud-storage-table-biglake
 */
export class ParquetFiles extends Construct {
  public readonly connection: TerraformResource;
  public readonly ready: ITerraformDependable[];
  public readonly configuration: object;

  public constructor(scope: Construct, id: string, private readonly path: ArtifactPath, name: string, platform: IMlPlatform) {
    super(scope, id);
    const { project, location } = platform;
    const connection = new GoogleResource(this, 'Connection', 'google_bigquery_connection', {
      project,
      location,
      connection_id: name,
      friendly_name: `${name}: files`,
      description: `Reads the files of the feature group ${name}`,
      cloud_resource: {},
    }, { dependsOn: JobGround.of(platform).readyFor(this, 'bigqueryconnection') });
    this.connection = connection;
    const rights = new Construct(this, 'Rights');
    grantOnBucket(rights, bucketOf(path), ROLES.objectViewer, Identity.serviceAccount(connection.getStringAttribute('cloud_resource[0].service_account_id')), this.folder);
    this.ready = rights.node.children as TerraformResource[];
    this.configuration = {
      autodetect: false,
      source_format: 'PARQUET',
      source_uris: [`gs://${bucketOf(path)}/${this.folder}*.parquet`],
      connection_id: connection.getStringAttribute('name'),
      // A vector is a list in Parquet, which would be a structure around its numbers.
      parquet_options: { enable_list_inference: true },
    };
  }

  /** Lets somebody write files there. */
  public grantWrite(identity: IIdentity): void {
    grantOnBucket(this, bucketOf(this.path), ROLES.objectUser, identity, this.folder);
  }

  private get folder(): string {
    return this.path.key.replace(/\/*$/, '/');
  }
}
