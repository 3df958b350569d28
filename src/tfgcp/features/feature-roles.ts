import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { stableSuffix } from '../../core/private';
import { FEATURE_PERMISSIONS } from '../../facts/gcp/features-permissions';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { memberId } from '../identity/member-id';
import { roleId } from '../identity/role-id';
import { IMlPlatform } from '../platform/ml-platform-handle';

export type FeatureRight = keyof typeof FEATURE_PERMISSIONS;

/** What each role lets somebody do. */
const PURPOSES: Readonly<Record<FeatureRight, string>> = {
  serve: 'fetch values online',
  find: 'see what there is',
  query: 'query values',
  readTable: 'read a table',
  load: 'load values',
  writeTable: 'write a table',
  publish: 'send events',
  consume: 'set events aside',
  check: 'ask whether values are fresh',
};

/** Custom roles of a store, which list their permissions one by one; each is made when somebody is to have it. */
export class FeatureRoles extends Construct {
  private readonly roles = new Map<FeatureRight, ProjectIamCustomRole>();

  public constructor(scope: Construct, id: string, private readonly storeName: string, private readonly platform: IMlPlatform) {
    super(scope, id);
  }

  /** The name of a role, to be bound to one table, topic or subscription. */
  public nameOf(right: FeatureRight): string {
    const known = this.roles.get(right);
    if (known) return known.name;
    const { project, platformName } = this.platform;
    const role = new ProjectIamCustomRole(this, right, {
      project,
      roleId: roleId(platformName, `features-${right}-${stableSuffix(this.storeName, this.node.path)}`),
      title: `${this.storeName}: ${PURPOSES[right]}`,
      description: `Who may ${PURPOSES[right]} of the feature store ${this.storeName}`,
      permissions: [...FEATURE_PERMISSIONS[right]],
      stage: 'GA',
    });
    this.roles.set(right, role);
    return role.name;
  }

  /** Binds a role to somebody on the project, once: it is for what belongs to the project and no table. */
  public grantOnProject(right: FeatureRight, identity: IIdentity): void {
    const id = `${right}-${memberId(this, identity.identityName)}`;
    if (this.node.tryFindChild(id)) return;
    new ProjectIamMember(this, id, { project: this.platform.project, role: this.nameOf(right), member: identity.identityName });
  }
}
