import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { DRIFT_PERMISSIONS } from '../../facts/gcp/drift-permissions';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { roleId } from '../identity/role-id';
import { IMlPlatform } from '../platform/ml-platform-handle';

export type DriftRight = keyof typeof DRIFT_PERMISSIONS;

/** What each role lets somebody do. */
const PURPOSES: Readonly<Record<DriftRight, string>> = {
  run: 'run',
  keep: 'keep what is found',
  readRequests: 'read requests',
  readReports: 'read reports',
  query: 'query reports',
  startJob: 'start retrainings',
  startPipeline: 'start retrainings',
};

/** A custom role of a monitor, which lists its permissions one by one; each is made when somebody is to have it. */
export class DriftRoles extends Construct {
  private readonly roles = new Map<string, ProjectIamCustomRole>();

  public constructor(scope: Construct, id: string, private readonly monitor: string, private readonly platform: IMlPlatform) {
    super(scope, id);
  }

  /** The name of a role in a project, which is the platform's unless said otherwise. */
  public nameOf(right: DriftRight, project = this.platform.project): string {
    const key = project === this.platform.project ? right : `${right}-elsewhere`;
    const known = this.roles.get(key);
    if (known) return known.name;
    const { platformName } = this.platform;
    const role = new ProjectIamCustomRole(this, key, {
      project,
      roleId: roleId(platformName, `drift-${right}-${stableSuffix(this.monitor, this.node.path)}`),
      title: `${this.monitor}: ${PURPOSES[right]}`,
      description: `Who may ${PURPOSES[right]} of the monitor ${this.monitor}`,
      permissions: [...DRIFT_PERMISSIONS[right]],
      stage: 'GA',
    });
    this.roles.set(key, role);
    return role.name;
  }
}
