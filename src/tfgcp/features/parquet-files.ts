import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IIdentity } from '../../core';
import { ROLES } from '../../facts/gcp/roles';
import { BigqueryConnection } from '../../providers/google/bigquery-connection';
import { BigqueryTableExternalDataConfiguration } from '../../providers/google/bigquery-table';
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
  public readonly configuration: BigqueryTableExternalDataConfiguration;

  public constructor(scope: Construct, id: string, private readonly path: ArtifactPath, name: string, platform: IMlPlatform) {
    super(scope, id);
    const { project, location } = platform;
    const connection = new BigqueryConnection(this, 'Connection', {
      project,
      location,
      connectionId: name,
      friendlyName: `${name}: files`,
      description: `Reads the files of the feature group ${name}`,
      cloudResource: {},
      dependsOn: JobGround.of(platform).readyFor(this, 'bigqueryconnection'),
    });
    this.connection = connection;
    const rights = new Construct(this, 'Rights');
    grantOnBucket(rights, bucketOf(path), ROLES.objectViewer, Identity.serviceAccount(connection.cloudResource.serviceAccountId), this.folder);
    this.ready = rights.node.children as TerraformResource[];
    this.configuration = {
      autodetect: false,
      sourceFormat: 'PARQUET',
      sourceUris: [`gs://${bucketOf(path)}/${this.folder}*.parquet`],
      connectionId: connection.name,
      // A vector is a list in Parquet, which would be a structure around its numbers.
      parquetOptions: { enableListInference: true },
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
