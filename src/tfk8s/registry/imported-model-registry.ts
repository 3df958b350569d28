import { Construct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { ModelRegistryAttributes } from './model-registry-attributes';

/** Stands for a registry that another program made. */
export class ImportedModelRegistry extends Construct implements core.IModelRegistry {
  public readonly registrySystem: string = 'kubernetes';

  public readonly modelName: string;
  public readonly registryId: string;
  public readonly stage: core.ModelStage;

  public constructor(scope: Construct, id: string, { modelName, stage }: ModelRegistryAttributes) {
    super(scope, id);
    this.modelName = modelName;
    this.registryId = `models:/${modelName}`;
    this.stage = stage;
  }

  public addVersion(id: string): core.IAddedModelVersion {
    return this.refuse(`the version '${id}' is to be added to`);
  }

  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: `models:/${this.modelName}/${version}` };
  }

  public grantRegister({ identityName }: core.IIdentity): void {
    this.refuse(`'${identityName}' is to add versions to`);
  }

  public grantRead({ identityName }: core.IIdentity): void {
    this.refuse(`'${identityName}' is to read versions of`);
  }

  private refuse(wish: string): never {
    return refuse('models/foreign-registry', `${wish} the model '${this.modelName}', which is another program's: do so there; take a version over here with Model.fromRegistry`);
  }
}
