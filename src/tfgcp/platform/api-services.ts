import { Construct } from 'constructs';
import { SERVICES } from '../../facts/gcp/services';
import { ProjectService } from '../../providers/google/project-service';

export type ServiceName = keyof typeof SERVICES;

/**
 * The services of the project that the platform needs. They are switched on and never off: a destroy must not stop what else uses them.
 */
export class ApiServices extends Construct {
  private readonly services: Readonly<Record<string, ProjectService>>;

  public constructor(scope: Construct, id: string, project: string, names: readonly ServiceName[]) {
    super(scope, id);
    const switchedOn = names.map((name) => [
      name,
      new ProjectService(this, name, { project, service: SERVICES[name], disableOnDestroy: false, disableDependentServices: false }),
    ]);
    this.services = Object.fromEntries(switchedOn) as Record<string, ProjectService>;
  }

  public of(name: ServiceName): ProjectService {
    return this.services[name]!;
  }
}
