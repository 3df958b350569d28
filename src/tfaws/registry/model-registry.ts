import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { fill } from '../../facts/aws/fill';
import { AUDIT_COMMAND, AUDIT_QUERY, MODEL_VERSION_ARN } from '../../facts/aws/registry-service';
import { SagemakerModelPackageGroup } from '../../providers/aws/sagemaker-model-package-group';
import { inheritProviders, platformOutputs, writtenText } from '../../terraform';
import { placeOf } from '../platform/place';
import { tellOfApprovals } from './approval-events';
import { ImportedModelRegistry } from './imported-model-registry';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelRegistryProps } from './model-registry-props';
import { ModelVersion } from './model-version';
import { openRegistry } from './promotion-access';
import { planRegistry } from './registry-checks';
import { keepParts, RegistryParts } from './registry-parts';
import { grantOnVersions } from './version-grants';

/**
 * A model package group of SageMaker. `approvers` may set the approval of its versions, and nothing else of them; so may the platform's persona `reviewer`.
 * Promotions are accounts: the policies of the group, the bucket and the repositories, and grants of the key, let them read what they need of a version, and SageMaker makes
 * models of approved versions only. Files stay in the bucket of the account that registered them: of a version that goes on once more, from development to staging to
 * production, the first account names the last one in its `promotions`, too.
 *
 * Who registered and approved what stands in the platform's trail: the output `audit_command` asks it. The platform's channels of severity `info` are told of each
 * version that waits, and of each decision.
 *
 * Throws `models/…` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry.html
 *
 * @example
 * import { Model, ModelStage, Promotion, Runtime, tfaws } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfaws.IMlPlatform): tfaws.ModelRegistry {
 *   const registry = new tfaws.ModelRegistry(ml, 'Fraud', {
 *     platform: ml,
 *     stage: ModelStage.STAGING,
 *     approvers: { 'ada@acme.io': tfaws.Identity.role('arn:aws:iam::111122223333:role/risk') },
 *     promotions: [Promotion.to(ModelStage.PRODUCTION, '444455556666')],
 *   });
 *   registry.addVersion('V1', { model: Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')) });
 *   return registry;
 * }
 */
export class ModelRegistry extends Construct implements core.IModelRegistry {
  /**
   * A registry that another program made, in this account or another that let this one in.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes what is known of it
   */
  public static fromAttributes(scope: Construct, id: string, attributes: ModelRegistryAttributes): core.IModelRegistry {
    return new ImportedModelRegistry(scope, id, attributes);
  }

  public readonly registrySystem: string = 'aws';

  public readonly modelName: string;

  /** The ARN of the model package group. */
  public readonly registryId: string;

  public readonly stage: core.ModelStage;

  /** Asks the platform's trail who registered and approved what, in the last 90 days. */
  public readonly auditCommand: string;

  /** The model package group. */
  public readonly groupResource: TerraformResource;

  /** The rule that tells people. */
  public readonly approvalRuleResource: TerraformResource;

  private readonly parts: RegistryParts;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the model's name
   * @param props what the registry is to be
   */
  public constructor(scope: Construct, id: string, props: ModelRegistryProps) {
    const plan = planRegistry(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const { region, accountId, platformName, encryptionKey } = platform;
    const values = { ...placeOf(region, accountId), account: accountId, name: platformName, model: plan.modelName, key: encryptionKey.keyId };
    const group = new SagemakerModelPackageGroup(this, 'Resource', {
      modelPackageGroupName: plan.modelName,
      modelPackageGroupDescription: plan.description && writtenText(plan.description),
      tags: { ...platform.tags },
      lifecycle: { preventDestroy: platform.profile.settings.deletionProtection },
    });
    const parts = { platform, plan, group: group.modelPackageGroupName, values };
    this.modelName = plan.modelName;
    this.registryId = group.arn;
    this.stage = plan.stage;
    this.auditCommand = fill(AUDIT_COMMAND, { ...values, query: fill<string>(AUDIT_QUERY, values) });
    this.groupResource = group;
    this.approvalRuleResource = tellOfApprovals(this, 'Approvals', parts);
    this.parts = parts;
    keepParts(this, parts);
    openRegistry(this, parts);
    plan.approvers.forEach(({ identity }) => grantOnVersions(this, parts, 'approve', identity));
    platformOutputs(this, { registryId: this.registryId, modelName: this.modelName, auditCommand: this.auditCommand });
  }

  /**
   * Adds a version: its id is not its number, which SageMaker counts.
   *
   * @param id unique in the registry
   * @param props what it is
   */
  public addVersion(id: string, props: core.ModelVersionProps): core.IAddedModelVersion {
    return new ModelVersion(this, id, { ...props, registry: this });
  }

  /**
   * A version that somebody else adds.
   *
   * @param version its number
   */
  public version(version: string): core.IModelVersion {
    return { registry: this, versionId: `${fill<string>(MODEL_VERSION_ARN, this.parts.values)}${version}` };
  }

  /**
   * Lets somebody add versions that wait for approval. Throws `identity/wrong-target`, `identity/cannot-grant` and `identity/other-account`.
   *
   * @param identity who
   */
  public grantRegister(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts, 'register', identity);
  }

  /**
   * Lets somebody read versions. Throws `identity/wrong-target`, `identity/cannot-grant` and `identity/other-account`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    grantOnVersions(this, this.parts, 'read', identity);
  }
}
