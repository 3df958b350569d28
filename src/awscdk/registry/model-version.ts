import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { ModelPlan } from '../../core/registry/model-plan';
import { keepModel } from '../../core/registry/registered-model';
import { packageProperties } from '../../facts/aws/registry-package';
import { letAccountsUse } from './promotion-access';
import { planVersion } from './registry-checks';
import { partsOf } from './registry-parts';
import { retain } from './retained';

/** A version of a model on AWS. */
export interface ModelVersionProps extends core.ModelVersionProps {
  /** The registry of this target that it is added to. */
  readonly registry: core.IModelRegistry;
}

/**
 * A model package of SageMaker, encrypted with the platform's key. Its approval, its card and its stage change in place; whatever else changes is a new version, with
 * a number of its own. In production and staging the old one stays in the registry.
 *
 * A version of another registry is taken over by `Model.fromRegistry`: SageMaker copies what it is made of.
 *
 * Throws `models/…` and `runtime/…` for what cannot be, all at once.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
 *
 * @example
 * import { awscdk, IModelRegistry, Model, Runtime } from 'ml-platform-constructs';
 *
 * function add(ml: awscdk.IMlPlatform, registry: IModelRegistry): awscdk.ModelVersion {
 *   const model = Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2'));
 *   return new awscdk.ModelVersion(registry, 'V1', { registry, model });
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
  public readonly resource: CfnResource;

  /**
   * @param scope where it is made: any stack of the registry's region
   * @param id unique in the scope
   * @param props what it is
   */
  public constructor(scope: Construct, id: string, props: ModelVersionProps) {
    const parts = partsOf(props.registry);
    const plan = planVersion(scope, id, props, parts);
    super(scope, id);
    const { platform, group } = parts;
    const { model, approval, card, description } = plan;
    this.registry = props.registry;
    keepModel(this, props.model);
    this.approval = approval;
    this._model = model;
    // Not the class of AWS CDK, which would write the stack's tags, and versions take none.
    this.resource = new CfnResource(this, 'Resource', {
      type: 'AWS::SageMaker::ModelPackage',
      properties: packageProperties({
        group,
        keyArn: platform.key.keyArn,
        stage: parts.plan.stage,
        approval,
        description,
        card: card?.content,
        image: model.image?.uri,
        modelUri: model.artifact?.uri,
        sourceArn: model.version?.versionId,
      }),
    });
    retain(this.resource, platform);
    this.versionId = this.resource.getAtt('ModelPackageArn').toString();
    letAccountsUse(this, model, parts);
  }
}
