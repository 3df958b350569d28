import { Construct } from 'constructs';
import * as core from '../../core';
import { literal, refuse } from '../../core/private';
import { fill } from '../../facts/aws/fill';
import { READ_VERSIONS, REGISTER_VERSIONS } from '../../facts/aws/registry-rights';
import { groupOf, MODEL_VERSION_ARN } from '../../facts/aws/registry-service';
import { grant } from '../identity/statements';
import { stackValues } from '../stack-values';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelVersion } from './model-version';
import { keepParts, RegistryParts } from './registry-parts';

/** Stands for a registry that another program made. Its approvers are that program's, so that versions added here wait for approval. */
export class ImportedModelRegistry extends Construct implements core.IModelRegistry {
  public readonly registrySystem: string = 'aws';

  public readonly modelName: string;
  public readonly registryId: string;
  public readonly stage: core.ModelStage;
  private readonly parts: RegistryParts;

  public constructor(scope: Construct, id: string, { platform, registryId, stage, encryptionKeyArn, artifacts }: ModelRegistryAttributes) {
    const group = groupOf(literal(registryId, 'the ARN of a registry'))
      ?? refuse('models/registry-id', `'${registryId}' is no ARN of a model package group: give the output 'RegistryId' of the program that made it`);
    super(scope, id);
    const { model, ...place } = group;
    const values = { ...stackValues(this, platform.platformName), ...place, model, key: encryptionKeyArn ?? platform.key.keyArn };
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
    REGISTER_VERSIONS.forEach((fact) => grant(this, identity, fact, this.parts.values));
  }

  public grantRead(identity: core.IIdentity): void {
    READ_VERSIONS.forEach((fact) => grant(this, identity, fact, this.parts.values));
  }
}
