import { IResolvable, ref } from 'cdktf';
import { RawResource } from './raw-resource';

/** A value that Terraform (1.10 and later) fetches at each run and keeps nowhere. cdktf has no class for it. */
export class RawEphemeral extends RawResource {
  public override toTerraform(): object {
    const { resource } = super.toTerraform() as { resource: object };
    return { ephemeral: resource };
  }

  public override interpolationForAttribute(attribute: string): IResolvable {
    return ref(`ephemeral.${this.terraformResourceType}.${this.friendlyUniqueId}.${attribute}`, this.cdktfStack);
  }
}
