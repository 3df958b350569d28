import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { ModelPlan } from '../../core/registry/model-plan';
import { keepModel } from '../../core/registry/registered-model';
import { SAGEMAKER_MODEL_PACKAGE } from '../../facts/aws/cloud-control';
import { packageProperties } from '../../facts/aws/registry-package';
import { inheritProviders, writtenTexts } from '../../terraform';
import { CloudControlResource } from '../../terraform/raw';
import { letAccountsUse } from './promotion-access';
import { planVersion } from './registry-checks';
import { partsOf } from './registry-parts';

/** A version of a model on AWS. */
export interface ModelVersionProps extends core.ModelVersionProps {
  /** The registry of this target that it is added to. */
  readonly registry: core.IModelRegistry;
}

/**
 * A model package of SageMaker, encrypted with the platform's key. Its approval, its card and its stage change in place; whatever else changes is a new version, with
 * a number of its own. In production and staging Terraform refuses that, since it would take the old one out of the registry: add a version beside it.
 *
 * A version of another registry is taken over by `Model.fromRegistry`: SageMaker copies what it is made of.
 *
 * Throws `models/…` and `runtime/…` for what cannot be, all at once.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
 *
 * @example
 * import { IModelRegistry, Model, Runtime, tfaws } from 'ml-platform-constructs';
 *
 * function add(ml: tfaws.IMlPlatform, registry: IModelRegistry): tfaws.ModelVersion {
 *   const model = Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2'));
 *   return new tfaws.ModelVersion(registry, 'V1', { registry, model });
 * }
 */
export class ModelVersion extends Construct implements core.IAddedModelVersion {
  public readonly registry: core.IModelRegistry;

  /** The ARN of the model package. */
  public readonly versionId: string;

  public readonly approval?: core.Approval;

  /**
   * What it is made of, for endpoints of this program.
   *
   * @internal
   */
  public readonly _model: ModelPlan;

  /** The model package. */
  public readonly resource: TerraformResource;

  /**
   * @param scope where it is made
   * @param id unique in the scope
   * @param props what it is
   */
  public constructor(scope: Construct, id: string, props: ModelVersionProps) {
    const parts = partsOf(props.registry);
    const plan = planVersion(scope, id, props, parts);
    super(scope, id);
    const { platform, group } = parts;
    inheritProviders(this, platform);
    const { model, approval, card, description } = plan;
    this.registry = props.registry;
    keepModel(this, props.model);
    this.approval = approval;
    this._model = model;
    const made = new CloudControlResource(this, 'Resource', {
      schema: SAGEMAKER_MODEL_PACKAGE,
      desiredState: packageProperties({
        ...writtenTexts({ approval, description, card: card?.content }),
        group,
        keyArn: platform.encryptionKey.keyId,
        stage: parts.plan.stage,
        image: model.image?.uri,
        modelUri: model.artifact?.uri,
        sourceArn: model.version?.versionId,
      }),
      lifecycle: { preventDestroy: platform.profile.settings.deletionProtection },
    });
    this.resource = made;
    this.versionId = made.id;
    letAccountsUse(model, parts);
  }
}
