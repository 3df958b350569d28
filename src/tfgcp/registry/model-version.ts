import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { keepModel } from '../../core/registry/registered-model';
import { inheritProviders } from '../../terraform';
import { ReadyValue } from '../../terraform/raw/content-id';
import { ContentDigest } from '../workflows/content-digest';
import { ExecutionStarter, FarewellExecution, WorkflowExecution } from '../workflows/workflow-execution';
import { letPromote } from './promotion-access';
import { planVersion } from './registry-checks';
import { partsOf, RegistryParts } from './registry-parts';
import { keepContent } from './version-artifact';
import { versionRequest } from './version-request';

/** A version of a model on Google Cloud. */
export interface ModelVersionProps extends core.ModelVersionProps {
  /** The registry of this target that it is added to. */
  readonly registry: core.IModelRegistry;
}

/**
 * A version of a model of Vertex AI, encrypted with the platform's key. Its aliases are its id in lower case (`v3`), the same with a digest of its content, and
 * `v3-pending`, `v3-approved` or `v3-rejected`, which its approvers may set, too; its description says who decided, why, and what its card says. Approval and description
 * change in place. What is in a version never changes: another content under the same id fails the apply, and another version beside it is the way.
 *
 * A version of another registry is taken over by `Model.fromRegistry`: Vertex AI copies it, from another project if that registry's `promotions` let this project.
 *
 * In production and staging a version stays in Vertex AI when it is taken out of the program.
 *
 * Throws `models/…` and `runtime/…` for what cannot be, all at once.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/model-registry/versioning
 *
 * @example
 * import { IModelRegistry, Model, Runtime, tfgcp } from 'ml-platform-constructs';
 *
 * function add(ml: tfgcp.IMlPlatform, registry: IModelRegistry): tfgcp.ModelVersion {
 *   const model = Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.xgboost('2.1'));
 *   return new tfgcp.ModelVersion(registry, 'V1', { registry, model });
 * }
 */
export class ModelVersion extends Construct implements core.IAddedModelVersion {
  public readonly registry: core.IModelRegistry;

  /** The resource name with its alias, known once it is there: `projects/…/locations/…/models/…@v3`. */
  public readonly versionId: string;

  public readonly approval?: core.Approval;

  /** The execution of the registry's workflow that the last change started. */
  public readonly resource: TerraformResource;

  /**
   * @param scope where it is made
   * @param id unique in the scope; its alias
   * @param props what it is
   */
  public constructor(scope: Construct, id: string, props: ModelVersionProps) {
    const parts = partsOf(props.registry);
    const plan = planVersion(scope, id, props, parts);
    super(scope, id);
    const { platform, place } = parts;
    inheritProviders(this, platform);
    this.registry = props.registry;
    keepModel(this, props.model);
    this.approval = plan.approval;
    const digest = new ContentDigest(this, 'Digest');
    const request = versionRequest(id, plan, parts, (content) => digest.of(content));
    letPromote(props.registry as core.IModelRegistry & Construct, plan, parts);
    const { modelId, alias } = request;
    const kept = platform.profile.settings.deletionProtection;
    const farewell = kept ? [] : [new FarewellExecution(this, 'Farewell', { action: 'remove', place, modelId, alias }, starterOf(parts, []))];
    const execution = new WorkflowExecution(this, 'Add', request, starterOf(parts, farewell.map(({ resource }) => resource)));
    keepContent(this, plan.model);
    this.resource = execution.resource;
    this.versionId = new ReadyValue(this, 'Name', `${place}/models/${modelId}@${alias}`, [execution.resource]).output;
  }
}

function starterOf({ platform, place, plan, ready, deployer, provider }: RegistryParts, more: ExecutionStarter['ready']): ExecutionStarter {
  return { platform, deployer, provider, workflowName: `${place}/workflows/${plan.modelName}-registry`, ready: [...ready, ...more] };
}
