import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { auditCommand, modelChanges, shareCommand } from '../../facts/azure/registry-models';
import { inheritProviders, platformOutputs, writtenText } from '../../terraform';
import { AzapiResource } from '../../terraform/raw';
import { Identity } from '../identity/identity';
import { Alarm } from '../observability/alarm';
import { QueryMetric } from '../observability/query-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { ModelDatastores } from '../serving/model-datastores';
import { MlRegistry } from '../workspace/ml-registry';
import { ImportedModelRegistry } from './imported-model-registry';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelRegistryProps } from './model-registry-props';
import { ModelVersion } from './model-version';
import { planRegistry } from './registry-checks';
import { keepParts } from './registry-parts';
import { VersionRoles } from './version-roles';

/** The body of `Microsoft.MachineLearningServices/workspaces/models@2025-12-01`, as far as it is used. */
interface ModelBody {
  readonly properties: { readonly tags: unknown };
}

/**
 * A model of the platform's Azure ML workspace, and, for promotions, an Azure ML registry in which approved versions are shared with other subscriptions: the output
 * `share_command` does so. Promotions are the object ids of those who deploy there; they may read what is shared.
 *
 * Azure ML has one right for registering a version and for changing its tags, `models/versions/write`, on all models of the workspace, and role assignments of Azure ML take
 * no conditions. Whoever may register, by `grantRegister` or as data scientist, ML engineer or CI of the platform, could change the tag that says who approved, too. What
 * approvers alone may do is share a version, and nothing that is not shared leaves the workspace: without promotions, nothing but the review of the program, and the trail of
 * who changed a tag, holds an approval to the approvers. Programs that serve a version refuse one that is not approved.
 *
 * Each change of a model, and whose it was, is in Log Analytics, which the output `audit_command` asks; the platform's channels of severity `info` are told of it within a
 * quarter of an hour.
 *
 * Throws `models/…` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://learn.microsoft.com/en-us/azure/machine-learning/how-to-share-models-pipelines-across-workspaces-with-registries
 *
 * @example
 * import { Model, ModelStage, Promotion, Runtime, tfazure } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfazure.IMlPlatform): tfazure.ModelRegistry {
 *   const registry = new tfazure.ModelRegistry(ml, 'Fraud', {
 *     platform: ml,
 *     stage: ModelStage.STAGING,
 *     approvers: { 'ada@acme.io': tfazure.Identity.user('11111111-2222-3333-4444-555555555555') },
 *     promotions: [Promotion.to(ModelStage.PRODUCTION, '66666666-7777-8888-9999-000000000000')],
 *   });
 *   registry.addVersion('1', { model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.sklearn('1.5')) });
 *   return registry;
 * }
 */
export class ModelRegistry extends Construct implements core.IModelRegistry {
  /**
   * A registry that another program made, as far as its approved versions are shared.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes what is known of it
   */
  public static fromAttributes(scope: Construct, id: string, attributes: ModelRegistryAttributes): core.IModelRegistry {
    return new ImportedModelRegistry(scope, id, attributes);
  }

  public readonly registrySystem: string = 'azure';

  public readonly modelName: string;

  /** The id of the model in the workspace. */
  public readonly registryId: string;

  public readonly stage: core.ModelStage;

  /** The Azure ML registry that approved versions are shared in; none without promotions. */
  public readonly sharedRegistry?: MlRegistry;

  /** What an approver runs to share a version, whose name goes in for `VERSION`; none without promotions. */
  public readonly shareCommand?: string;

  /** Asks Log Analytics who registered and changed what, in the last 90 days. */
  public readonly auditCommand: string;

  /** The model. */
  public readonly modelResource: TerraformResource;

  /** The alarm that tells people of what was registered and decided. */
  public readonly approvalAlarm: core.IAlarm;

  private readonly platform: IMlPlatform;
  private readonly roles: VersionRoles;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope; part of the model's name
   * @param props what the registry is to be
   */
  public constructor(scope: Construct, id: string, props: ModelRegistryProps) {
    const plan = planRegistry(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const description: Record<string, string> = plan.description === undefined ? {} : { description: writtenText(plan.description) };
    const tags: Record<string, string> = { ...platform.tags, stage: plan.stage, ...description };
    const model = new AzapiResource<ModelBody>(this, 'Resource', {
      type: 'Microsoft.MachineLearningServices/workspaces/models',
      name: plan.modelName,
      parentId: platform.machineLearningWorkspaceId,
      body: { properties: { tags: Lazy.anyValue({ produce: () => tags }) } },
      lifecycle: { preventDestroy: platform.profile.settings.deletionProtection },
    });
    this.modelName = plan.modelName;
    this.registryId = model.id;
    this.stage = plan.stage;
    this.modelResource = model;
    this.auditCommand = auditCommand(platform.logAnalyticsWorkspaceId, plan.modelName);
    this.platform = platform;
    this.roles = new VersionRoles(this, platform, plan.modelName);
    this.sharedRegistry = plan.promotions.length === 0 ? undefined : props.sharedRegistry ?? new MlRegistry(this, 'Shared', { platform, registryName: plan.modelName });
    this.shareCommand = this.sharedRegistry && this.howToShare(this.sharedRegistry);
    this.approvalAlarm = this.tell();
    this.grant(plan);
    const datastores = new ModelDatastores(this, 'Datastores', platform, plan.modelName);
    keepParts(this, { platform, plan, modelId: model.id, datastores, tags });
    platformOutputs(this, {
      registryId: this.registryId,
      modelName: this.modelName,
      auditCommand: this.auditCommand,
      sharedRegistryName: this.sharedRegistry?.registryName,
      shareCommand: this.shareCommand,
    });
  }

  /**
   * Adds a version.
   *
   * @param id unique in the registry; the name of the version
   * @param props what it is
   */
  public addVersion(id: string, props: core.ModelVersionProps): core.IAddedModelVersion {
    return new ModelVersion(this, id, { ...props, registry: this });
  }

  /**
   * A version that somebody else adds to the workspace.
   *
   * @param version its name
   */
  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: `${this.registryId}/versions/${version}` };
  }

  /**
   * Lets somebody add versions, and so change tags of those that there are, which Azure ML does not tell apart. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRegister(identity: core.IIdentity): void {
    this.roles.grant(identity, 'register', this.platform.machineLearningWorkspaceId);
  }

  /**
   * Lets somebody read versions of the workspace. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.roles.grant(identity, 'read versions of', this.platform.machineLearningWorkspaceId);
  }

  private howToShare({ registryName }: MlRegistry): string {
    const id = this.platform.machineLearningWorkspaceId;
    return shareCommand({ name: resourceNameOf(id), resourceGroup: resourceGroupNameOf(id) }, registryName, this.modelName);
  }

  /** Approvers tag versions and share them; those who deploy elsewhere read what is shared. */
  private grant({ approvers, promotions }: ModelRegistryPlan): void {
    const shared = this.sharedRegistry?.registryId;
    approvers.forEach(({ identity }) => {
      this.grantRegister(identity);
      if (shared !== undefined) this.roles.grant(identity, 'share', shared);
    });
    if (shared !== undefined) promotions.forEach(({ place }) => this.roles.grant(Identity.principal(place), 'read shared', shared));
  }

  private tell(): core.IAlarm {
    const { platform, modelName } = this;
    const metric = new QueryMetric({
      label: `${modelName}: changes`,
      logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
      query: `${modelChanges(modelName)} | summarize changes = count() by Identity`,
      valueColumn: 'changes',
      nameColumn: 'Identity',
      period: core.Duration.minutes(15),
    });
    return new Alarm(this, 'Changed', {
      platform,
      alarmName: `${modelName}-changed`,
      metric,
      threshold: 0,
      severity: core.Severity.INFO,
      description: `A version of ${modelName} was registered, or somebody decided about one.`,
    });
  }
}
