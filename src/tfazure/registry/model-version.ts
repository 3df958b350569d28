import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { ModelVersionPlan } from '../../core/registry/model-version-plan';
import { approvalTags, cardTags } from '../../core/registry/version-tags';
import { inheritProviders, writtenText, writtenTexts } from '../../terraform';
import { AzapiResource } from '../../terraform/raw';
import { planVersion } from './registry-checks';
import { partsOf, RegistryParts } from './registry-parts';

/** A version of a model on Azure. */
export interface ModelVersionProps extends core.ModelVersionProps {
  /** The registry of this target that it is added to. */
  readonly registry: core.IModelRegistry;
}

/** The body of `Microsoft.MachineLearningServices/workspaces/models/versions@2025-12-01`, as far as it is used. */
interface VersionBody {
  readonly properties: {
    readonly modelType: 'custom_model';
    readonly modelUri: string;
    readonly stage: string;
    readonly tags: Readonly<Record<string, string>>;
  };
}

/**
 * A version of a model in the platform's workspace, named by its id, whose files stay where they are. Its approval, its stage and its card are tags, which change in
 * place; for other files it is replaced, which Terraform refuses in production and staging: add a version beside it.
 *
 * A version that another program has shared is taken over by `Model.fromRegistry`: it stays in the Azure ML registry that it is in, and what is decided here is a tag
 * of the model.
 *
 * Throws `models/…`, `runtime/…` and `core/name-illegal` for what cannot be, all at once.
 *
 * @see https://learn.microsoft.com/en-us/azure/machine-learning/how-to-manage-models
 *
 * @example
 * import { IModelRegistry, Model, Runtime, tfazure } from 'ml-platform-constructs';
 *
 * function add(ml: tfazure.IMlPlatform, registry: IModelRegistry): tfazure.ModelVersion {
 *   return new tfazure.ModelVersion(registry, '1', { registry, model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.sklearn('1.5')) });
 * }
 */
export class ModelVersion extends Construct implements core.IAddedModelVersion {
  public readonly registry: core.IModelRegistry;

  /** The id of the version: of the workspace, or of the Azure ML registry that it is shared in. */
  public readonly versionId: string;

  public readonly approval?: core.Approval;

  /** The version; none for one that was taken over. */
  public readonly resource?: TerraformResource;

  /**
   * Where its files lie; not known of one that was taken over.
   *
   * @internal
   */
  public readonly _artifact?: core.ArtifactPath;

  /**
   * @param scope where it is made
   * @param id unique in the scope; the name of the version
   * @param props what it is
   */
  public constructor(scope: Construct, id: string, props: ModelVersionProps) {
    const parts = partsOf(props.registry);
    const plan = planVersion(scope, id, props, parts);
    super(scope, id);
    inheritProviders(this, parts.platform);
    this.registry = props.registry;
    this.approval = plan.approval;
    this._artifact = plan.model.artifact;
    const source = plan.model.version?.versionId;
    const made = source === undefined ? this.register(id, plan, parts) : undefined;
    this.resource = made;
    this.versionId = source ?? made!.id;
    if (source !== undefined) parts.tags[`version.${id}`] = [...Object.values(approvalTags(plan.approval)).map(writtenText), source].join(', ');
  }

  private register(id: string, { model, approval, card, description }: ModelVersionPlan, parts: RegistryParts): AzapiResource {
    const { platform, plan, modelId, datastores } = parts;
    return new AzapiResource<VersionBody>(this, 'Resource', {
      type: 'Microsoft.MachineLearningServices/workspaces/models/versions',
      name: id,
      parentId: modelId,
      body: {
        properties: {
          modelType: 'custom_model',
          modelUri: datastores.uriOf(model.artifact!),
          stage: plan.stage,
          tags: writtenTexts({
            ...platform.tags,
            ...cardTags(card),
            ...(description === undefined ? {} : { description }),
            runtime: [model.framework, model.frameworkVersion].filter(Boolean).join(' '),
            ...approvalTags(approval),
          }),
        },
      },
      replaceOn: ['properties.modelType', 'properties.modelUri'],
      lifecycle: { preventDestroy: platform.profile.settings.deletionProtection },
    });
  }
}
