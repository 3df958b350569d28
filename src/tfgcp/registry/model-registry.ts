import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { inheritProviders, platformOutputs } from '../../terraform';
import { auditCommand, tellOfChanges } from './approval-events';
import { ImportedModelRegistry } from './imported-model-registry';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelRegistryProps } from './model-registry-props';
import { ModelVersion } from './model-version';
import { agentOf } from './promotion-access';
import { planRegistry } from './registry-checks';
import { RegistryKeeper } from './registry-keeper';
import { keepParts, RegistryParts } from './registry-parts';
import { grantOnVersions } from './registry-roles';

/**
 * A model of Vertex AI's Model Registry, which comes into being with its first version, and a workflow that keeps its versions as the program says.
 *
 * `approvers` may set the aliases that say whether a version may be served, as the platform's persona `reviewer` may; endpoints of this library serve approved versions
 * only. No other persona may. Vertex AI has no roles of single models: what is granted here holds for the models of the project. And whoever uploads a version gives it its
 * first aliases in the same call, for which `aiplatform.models.upload` is enough: what `grantRegister` gives, and the personas `ml-engineer` and `ci` have, does not change
 * what was decided about a version, but could name a new one approved. The audit log has each upload. Promotions are projects, by their id or their number: the
 * agent of Vertex AI there may copy versions, and read their files and their images of the platform's registry. An image of neither Google nor the platform's registry
 * cannot be copied (https://docs.cloud.google.com/vertex-ai/docs/model-registry/copy-model#limitations).
 *
 * Who registered and decided what stands in the audit log, which the platform keeps: the output `audit_command` asks it. The platform's channels of severity `info` are
 * told of what somebody changed by hand.
 *
 * Versions are added with an access token, as releases of `ModelEndpoint` are made.
 *
 * Throws `models/…` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/model-registry/introduction
 *
 * @example
 * import { Model, ModelStage, Promotion, Runtime, tfgcp } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfgcp.IMlPlatform): tfgcp.ModelRegistry {
 *   const registry = new tfgcp.ModelRegistry(ml, 'Fraud', {
 *     platform: ml,
 *     stage: ModelStage.STAGING,
 *     approvers: { 'ada@acme.io': tfgcp.Identity.user('ada@acme.io') },
 *     promotions: [Promotion.to(ModelStage.PRODUCTION, '210987654321')],
 *   });
 *   registry.addVersion('V1', { model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.xgboost('2.1')) });
 *   return registry;
 * }
 */
export class ModelRegistry extends Construct implements core.IModelRegistry {
  /**
   * A registry that another program made, in this project or another that let this one in.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes what is known of it
   */
  public static fromAttributes(scope: Construct, id: string, attributes: ModelRegistryAttributes): core.IModelRegistry {
    return new ImportedModelRegistry(scope, id, attributes);
  }

  public readonly registrySystem: string = 'gcp';

  public readonly modelName: string;

  /** The resource name of the model: `projects/…/locations/…/models/…`. */
  public readonly registryId: string;

  public readonly stage: core.ModelStage;

  /** Asks the audit log who registered and decided what, in the last 90 days. */
  public readonly auditCommand: string;

  /** The workflow that keeps versions. */
  public readonly workflowResource: TerraformResource;

  /** The alarm that tells people of what was decided, and of whatever else somebody changed by hand. */
  public readonly approvalAlarm: core.IAlarm;

  private readonly parts: RegistryParts;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the model's name
   * @param props what the registry is to be
   */
  public constructor(scope: Construct, id: string, props: ModelRegistryProps) {
    const plan = planRegistry(scope, id, props);
    super(scope, id);
    const { platform, deployer, restfulProvider: provider, keyAgentGranted = false } = props;
    inheritProviders(this, platform);
    const { modelName, stage, approvers, promotions } = plan;
    const keeper = new RegistryKeeper(this, 'Keeper', platform, modelName, keyAgentGranted);
    const place = `projects/${platform.project}/locations/${platform.location}`;
    this.parts = { platform, plan, place, deployer, provider, ready: keeper.ready };
    keepParts(this, this.parts);
    this.modelName = modelName;
    this.registryId = `${place}/models/${modelName}`;
    this.stage = stage;
    this.auditCommand = auditCommand(platform, modelName);
    this.workflowResource = keeper.resource;
    this.approvalAlarm = tellOfChanges(this, platform, modelName, keeper.email);
    approvers.forEach(({ identity }) => grantOnVersions(this, platform, modelName, 'approve', identity));
    promotions.forEach((promotion) => grantOnVersions(this, platform, modelName, 'promote', agentOf(platform, promotion.place)));
    platformOutputs(this, { registryId: this.registryId, modelName: this.modelName, auditCommand: this.auditCommand });
  }

  /**
   * Adds a version: its id is its alias and not its number, which Vertex AI counts.
   *
   * @param id unique in the registry
   * @param props what it is
   */
  public addVersion(id: string, props: core.ModelVersionProps): core.IAddedModelVersion {
    return new ModelVersion(this, id, { ...props, registry: this });
  }

  /**
   * A version that somebody else adds. An endpoint asks whether it is approved when it is released.
   *
   * @param version its number, or an alias
   */
  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: `${this.registryId}@${version}` };
  }

  /**
   * Lets somebody add versions, which then wait for approval. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRegister(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts.platform, this.modelName, 'register', identity);
  }

  /**
   * Lets somebody read versions. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts.platform, this.modelName, 'read', identity);
  }
}
