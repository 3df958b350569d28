import { Construct } from 'constructs';
import * as core from '../../core';
import { approvalTags, cardTags } from '../../core/registry/version-tags';
import { writtenTexts } from '../../terraform';
import { planVersion } from './registry-checks';
import { partsOf } from './registry-parts';

/** A version of a model on an existing cluster. */
export interface ModelVersionProps extends core.ModelVersionProps {
  /** The registry of this target that it is added to. */
  readonly registry: core.IModelRegistry;
}

/**
 * A version of a registered model of MLflow, which finds it by the alias `version-<id>`; the number is MLflow's. Its approval, its stage and its card are tags, which
 * change in place. Other files under the same id are refused by the registry, since what is in a version never changes.
 *
 * Throws `models/…`, `runtime/…` and `core/name-illegal` for what cannot be, all at once.
 *
 * @example
 * import { IModelRegistry, Model, Runtime, tfk8s } from 'ml-platform-constructs';
 *
 * function add(ml: tfk8s.IMlPlatform, registry: IModelRegistry): tfk8s.ModelVersion {
 *   return new tfk8s.ModelVersion(registry, 'june', { registry, model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.sklearn('1.5')) });
 * }
 */
export class ModelVersion extends Construct implements core.IAddedModelVersion {
  public readonly registry: core.IModelRegistry;

  /** `models:/<model>@version-<id>`. */
  public readonly versionId: string;

  public readonly approval?: core.Approval;

  /**
   * Where its files lie; none for a version of another registry that is not this program's.
   *
   * @internal
   */
  public readonly _artifact?: core.ArtifactPath;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of its alias
   * @param props what it is
   */
  public constructor(scope: Construct, id: string, props: ModelVersionProps) {
    const parts = partsOf(props.registry);
    const { model, approval, card, description } = planVersion(scope, id, props, parts);
    super(scope, id);
    const taken = model.version as Partial<ModelVersion> | undefined;
    this.registry = props.registry;
    this.versionId = `models:/${parts.plan.modelName}@version-${id.toLowerCase()}`;
    this.approval = approval;
    this._artifact = model.artifact ?? taken?._artifact;
    const tags = {
      ...cardTags(card),
      stage: parts.plan.stage,
      ...(model.framework === 'custom' ? {} : { runtime: [model.framework, model.frameworkVersion].filter(Boolean).join(' ') }),
      ...approvalTags(approval),
    };
    parts.versions[id] = JSON.stringify(writtenTexts({ source: this._artifact?.uri ?? taken!.versionId, description, tags }));
  }
}
