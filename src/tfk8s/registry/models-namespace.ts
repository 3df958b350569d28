import { Construct } from 'constructs';
import { Persona } from '../../core';
import { LOOK_AT_MODELS } from '../../facts/kubernetes/personas';
import { inheritProviders } from '../../terraform';
import { RoleGrant } from '../identity/role-grant';
import { PrivateNamespace } from '../network/private-namespace';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { membersOf } from '../platform/persona-members';

const ID = 'ModelsNamespace';

/**
 * The namespace of all registries of a platform. Not the platform's own: personas change ConfigMaps and Jobs there, and a Role cannot leave out the ConfigMap that has
 * the decisions. Here people look, and what they may change is granted to them by the name of the ConfigMap.
 */
export class ModelsNamespace extends Construct {
  /** Is made with the first registry. */
  public static of(platform: IMlPlatform): ModelsNamespace {
    return (platform.node.tryFindChild(ID) as ModelsNamespace | undefined) ?? new ModelsNamespace(platform, ID, platform);
  }

  /** Its name: a reference, so that everything in it is made after it and destroyed before it. */
  public readonly namespace: string;

  private constructor(scope: Construct, id: string, platform: IMlPlatform) {
    super(scope, id);
    inheritProviders(this, platform);
    const { platformName, tags, profile: { settings } } = platform;
    const made = new PrivateNamespace(this, 'Resource', { name: modelsNamespaceName(platform), plan: { tags, profile: settings }, reachable: [], ports: [] });
    this.namespace = made.resource.metadata.name;
    const members = membersOf(platform, Persona.DATA_SCIENTIST, Persona.ML_ENGINEER, Persona.REVIEWER);
    if (members.length > 0) new RoleGrant(this, 'Look', { namespace: this.namespace, name: `${platformName}-models-look`, labels: tags, rules: LOOK_AT_MODELS, members });
  }
}

/** What the namespace of a platform's registries is called. */
export function modelsNamespaceName({ platformName }: IMlPlatform): string {
  return `${platformName}-models`;
}
