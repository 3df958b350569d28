import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IArtifactStore, IContainerRegistry, IIdentity, Persona } from '../../core';
import { PersonaPlan } from '../../core/identity/persona-plan';
import { PERSONA_PERMISSIONS } from '../../facts/gcp/persona-permissions';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { IReleaseStore } from '../storage/release-store';
import { memberId } from './member-id';
import { roleId } from './role-id';
import { Runtime, RuntimeAccounts } from './runtime-accounts';

/** What personas work with. */
export interface PersonaRolesProps {
  readonly project: string;
  readonly name: string;
  readonly artifacts: IArtifactStore;
  readonly registry: IContainerRegistry;
  readonly runtimes: RuntimeAccounts;
  readonly after: ITerraformDependable[];
}

/** What the members of a persona may do with artifacts, images and accounts, each on that very resource. */
interface PersonaAccess {
  readonly artifacts: (store: IReleaseStore, member: IIdentity) => void;
  readonly images: 'pull' | 'push' | 'none';
  readonly runsAs: readonly Runtime[];
}

const ACCESS: Record<Persona, PersonaAccess> = {
  [Persona.DATA_SCIENTIST]: { artifacts: (store, member) => store.grantWrite(member, 'experiments/'), images: 'pull', runsAs: ['training'] },
  [Persona.ML_ENGINEER]: { artifacts: (store, member) => store.grantWrite(member), images: 'push', runsAs: ['training', 'serving', 'pipeline'] },
  [Persona.REVIEWER]: { artifacts: (store, member) => store.grantRead(member), images: 'none', runsAs: [] },
  // A release is written once: who can only create can neither read nor replace what is there.
  [Persona.CI]: {
    artifacts: (store, member) => store._grantCreate(member, 'releases/'),
    images: 'push',
    runsAs: ['serving', 'pipeline'],
  },
};

/**
 * One custom role a persona, which lists its permissions one by one, bound to the members on the project; and their rights to the bucket, the repository
 * and the service accounts, bound there. A role that nobody holds is made all the same.
 */
export class PersonaRoles extends Construct {
  private readonly roles = new Map<Persona, ProjectIamCustomRole>();

  public constructor(scope: Construct, id: string, plans: readonly PersonaPlan[], private readonly settings: PersonaRolesProps) {
    super(scope, id);
    plans.forEach((plan) => this.addPersona(plan));
  }

  public nameOf(persona: Persona): string {
    return this.roles.get(persona)!.name;
  }

  public resourceOf(persona: Persona): TerraformResource {
    return this.roles.get(persona)!;
  }

  private addPersona({ persona, members }: PersonaPlan): void {
    const { project, name, after } = this.settings;
    const role = new ProjectIamCustomRole(this, persona, {
      project,
      roleId: roleId(name, persona),
      title: `${name}: ${persona}`,
      description: `What a ${persona} may do on the platform ${name}`,
      permissions: [...PERSONA_PERMISSIONS[persona]!],
      stage: 'GA',
      dependsOn: after,
    });
    this.roles.set(persona, role);
    members.forEach((member) => this.addMember(persona, role, member));
  }

  private addMember(persona: Persona, role: ProjectIamCustomRole, member: IIdentity): void {
    const { project, artifacts, registry, runtimes } = this.settings;
    const who = `${persona}-${memberId(this, member.identityName)}`;
    const access = ACCESS[persona];
    new ProjectIamMember(this, who, { project, role: role.name, member: member.identityName });
    access.artifacts(artifacts as IReleaseStore, member);
    if (access.images === 'pull') registry.grantPull(member);
    if (access.images === 'push') registry.grantPush(member);
    access.runsAs.forEach((runtime) => runtimes.letRunAs(runtime, who, member.identityName));
  }
}
