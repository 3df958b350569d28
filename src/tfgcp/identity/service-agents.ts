import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { SERVICE_AGENTS } from '../../facts/gcp/service-agents';
import { DataGoogleLoggingProjectSettings } from '../../providers/google/data-google-logging-project-settings';
import { DataGoogleProject } from '../../providers/google/data-google-project';
import { DataGoogleStorageProjectServiceAccount } from '../../providers/google/data-google-storage-project-service-account';
import { ApiServices } from '../platform/api-services';

/** A service of Google that needs the platform's key. */
export interface ServiceAgent {
  readonly name: string;
  /** As IAM writes it. */
  readonly member: string;
  /** What has to be there before the agent is. */
  readonly after: ITerraformDependable[];
}

/**
 * The accounts in whose name services of Google work in the project.
 *
 * Those of Cloud Storage and Cloud Logging come into being when somebody asks for their names. Hence data sources, which wait for the service to be
 * switched on: the first plan of a project reads none of them, and so needs no network.
 */
export class ServiceAgents extends Construct {
  public readonly projectNumber: string;
  /** The e-mail of the agent of Cloud Storage. */
  public readonly storage: string;
  public readonly all: readonly ServiceAgent[];

  public constructor(scope: Construct, id: string, project: string, projectNumber: string | undefined, services: ApiServices) {
    super(scope, id);
    this.projectNumber = projectNumber ?? new DataGoogleProject(this, 'Project', { projectId: project }).number;
    const storage = new DataGoogleStorageProjectServiceAccount(this, 'Storage', { project, dependsOn: services.ready('storage') });
    const logging = new DataGoogleLoggingProjectSettings(this, 'Logging', { project, dependsOn: services.ready('logging') });
    this.storage = storage.emailAddress;
    this.all = [
      { name: 'Storage', member: `serviceAccount:${storage.emailAddress}`, after: services.ready('storage') },
      { name: 'Logging', member: `serviceAccount:${logging.kmsServiceAccountId}`, after: services.ready('logging') },
      this.byNumber('Vertex', 'aiplatform', services),
      this.byNumber('Registry', 'artifactregistry', services),
    ];
  }

  private byNumber(name: string, service: keyof typeof SERVICE_AGENTS, services: ApiServices): ServiceAgent {
    return { name, member: `serviceAccount:${SERVICE_AGENTS[service].email(this.projectNumber)}`, after: services.ready(service) };
  }
}
