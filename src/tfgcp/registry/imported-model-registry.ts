import { Construct } from 'constructs';
import * as core from '../../core';
import { literal, refuse } from '../../core/private';
import { inheritProviders } from '../../terraform';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelVersion } from './model-version';
import { keepParts, RegistryParts } from './registry-parts';
import { grantOnVersions } from './registry-roles';

const NAME = /^(projects\/[^/]+\/locations\/[^/]+)\/models\/([a-z0-9_-]+)$/;

/** Stands for a registry that another program made. Its approvers are that program's, so that versions added here wait for approval. */
export class ImportedModelRegistry extends Construct implements core.IModelRegistry {
  public readonly registrySystem: string = 'gcp';

  public readonly modelName: string;
  public readonly registryId: string;
  public readonly stage: core.ModelStage;
  private readonly parts: RegistryParts;

  public constructor(scope: Construct, id: string, { platform, registryId, stage, deployer }: ModelRegistryAttributes) {
    const [, place, modelName] = NAME.exec(literal(registryId, 'the name of a registry'))
      ?? refuse('models/registry-id', `'${registryId}' is no name of a model of Vertex AI: give the output 'registry_id' of the program that made it`);
    super(scope, id);
    inheritProviders(this, platform);
    this.modelName = modelName!;
    this.registryId = registryId;
    this.stage = stage;
    this.parts = { platform, deployer, place: place!, ready: [], plan: { stage, modelName: modelName!, approvers: [], promotions: [] } };
    keepParts(this, this.parts);
  }

  public addVersion(id: string, props: core.ModelVersionProps): core.IAddedModelVersion {
    return new ModelVersion(this, id, { ...props, registry: this });
  }

  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: `${this.registryId}@${version}` };
  }

  public grantRegister(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts.platform, this.modelName, 'register', identity);
  }

  public grantRead(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts.platform, this.modelName, 'read', identity);
  }
}
