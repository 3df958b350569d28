import { Construct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { sharedVersion } from '../../facts/azure/registry-models';
import { ModelRegistryAttributes } from './model-registry-attributes';

/** Stands for a registry that another program made, whose shared versions are read. */
export class ImportedModelRegistry extends Construct implements core.IModelRegistry {
  public readonly registrySystem: string = 'azure';

  public readonly modelName: string;
  public readonly registryId: string;
  public readonly stage: core.ModelStage;
  private readonly sharedRegistryName: string;

  public constructor(scope: Construct, id: string, { modelName, sharedRegistryName, stage }: ModelRegistryAttributes) {
    super(scope, id);
    this.modelName = modelName;
    this.sharedRegistryName = sharedRegistryName;
    this.registryId = `azureml://registries/${sharedRegistryName}/models/${modelName}`;
    this.stage = stage;
  }

  public addVersion(id: string): core.IAddedModelVersion {
    return this.refuse(`the version '${id}' is to be added to`);
  }

  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: sharedVersion(this.sharedRegistryName, this.modelName, version) };
  }

  public grantRegister({ identityName }: core.IIdentity): void {
    this.refuse(`'${identityName}' is to add versions to`);
  }

  public grantRead({ identityName }: core.IIdentity): void {
    this.refuse(`'${identityName}' is to read versions of`);
  }

  private refuse(wish: string): never {
    return refuse('models/foreign-registry', `${wish} the model '${this.modelName}', which another program shares: do so there, by 'promotions' for who reads; take a version over here with Model.fromRegistry`);
  }
}
