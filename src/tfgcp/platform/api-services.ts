import { Construct } from 'constructs';
import { SERVICES } from '../../facts/gcp/services';
import { ProjectService } from '../../providers/google/project-service';

export type ServiceName = keyof typeof SERVICES;

/**
 * The services of the project that the platform needs. They are switched on and never off: a destroy must not stop what else uses them.
 */
export class ApiServices extends Construct {
  private readonly services: ReadonlyMap<ServiceName, ProjectService>;

  public constructor(scope: Construct, id: string, project: string, names: readonly ServiceName[]) {
    super(scope, id);
    this.services = new Map(names.map((name) => [
      name,
      new ProjectService(this, name, { project, service: SERVICES[name], disableOnDestroy: false, disableDependentServices: false }),
    ]));
  }

  /** What has to wait for the services: those of them that this platform switches on. */
  public ready(...names: readonly ServiceName[]): ProjectService[] {
    return names.flatMap((name) => this.services.get(name) ?? []);
  }
}
