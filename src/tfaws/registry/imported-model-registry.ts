import { Construct } from 'constructs';
import * as core from '../../core';
import { literal, refuse } from '../../core/private';
import { fill } from '../../facts/aws/fill';
import { groupOf, MODEL_VERSION_ARN } from '../../facts/aws/registry-service';
import { inheritProviders } from '../../terraform';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelVersion } from './model-version';
import { keepParts, RegistryParts } from './registry-parts';
import { grantOnVersions } from './version-grants';

/** Stands for a registry that another program made. Its approvers are that program's, so that versions added here wait for approval. */
export class ImportedModelRegistry extends Construct implements core.IModelRegistry {
  public readonly registrySystem: string = 'aws';

  public readonly modelName: string;
  public readonly registryId: string;
  public readonly stage: core.ModelStage;
  private readonly parts: RegistryParts;

  public constructor(scope: Construct, id: string, { platform, registryId, stage, encryptionKeyArn, artifacts }: ModelRegistryAttributes) {
    const group = groupOf(literal(registryId, 'the ARN of a registry'))
      ?? refuse('models/registry-id', `'${registryId}' is no ARN of a model package group: give the output 'registry_id' of the program that made it`);
    super(scope, id);
    const { model, ...place } = group;
    inheritProviders(this, platform);
    const values = { ...place, model, name: platform.platformName, key: encryptionKeyArn ?? platform.encryptionKey.keyId };
    this.modelName = model;
    this.registryId = registryId;
    this.stage = stage;
    const files = artifacts && { store: artifacts, keyArn: encryptionKeyArn };
    this.parts = { platform, plan: { modelName: model, stage, approvers: [], promotions: [] }, group: registryId, values, files };
    keepParts(this, this.parts);
  }

  public addVersion(id: string, props: core.ModelVersionProps): core.IAddedModelVersion {
    return new ModelVersion(this, id, { ...props, registry: this });
  }

  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: `${fill<string>(MODEL_VERSION_ARN, this.parts.values)}${version}` };
  }

  public grantRegister(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts, 'register', identity);
  }

  public grantRead(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts, 'read', identity);
  }
}
