import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FEAST_DATABASE_ROLE } from '../../facts/gcp/features-permissions';
import { FirestoreDatabase } from '../../providers/google/firestore-database';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeatureGround } from './feature-ground';

/** A database of Datastore with the platform's key, in which Feast keeps what is online: it has no nodes that wait, and asks for a token of whoever reads and writes. */
export class FeastDatabase extends Construct {
  public readonly resource: TerraformResource;
  public readonly databaseName: string;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, name: string, deletionProtection: boolean) {
    super(scope, id);
    const { project, location } = platform;
    const database = new FirestoreDatabase(this, 'Resource', {
      project,
      name,
      locationId: location,
      type: 'DATASTORE_MODE',
      cmekConfig: { kmsKeyName: FeatureGround.of(platform).firestoreKey() },
      deleteProtectionState: deletionProtection ? 'DELETE_PROTECTION_ENABLED' : 'DELETE_PROTECTION_DISABLED',
      deletionPolicy: 'DELETE',
      dependsOn: JobGround.of(platform).readyFor(this, 'firestore'),
    });
    this.resource = database;
    this.databaseName = database.name;
  }

  /** Lets Feast read and write this database and no other. */
  public grant(identity: IIdentity): void {
    const { project } = this.platform;
    new ProjectIamMember(this, 'Feast', {
      project,
      role: FEAST_DATABASE_ROLE,
      member: identity.identityName,
      condition: {
        title: 'only the online store',
        description: 'The database of one feature store',
        expression: `resource.name == "projects/${project}/databases/${this.databaseName}"`,
      },
    });
  }
}
