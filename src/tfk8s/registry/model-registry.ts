import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { stableSuffix } from '../../core/private';
import { CHANGE_MAPS, failedSyncs, READ_MAPS } from '../../facts/kubernetes/registry-sync';
import { inheritProviders, platformOutputs, stableText } from '../../terraform';
import { Identity } from '../identity/identity';
import { RoleGrant } from '../identity/role-grant';
import { Alarm } from '../observability/alarm';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { membersOf } from '../platform/persona-members';
import { ImportedModelRegistry } from './imported-model-registry';
import { ModelRegistryAttributes } from './model-registry-attributes';
import { ModelRegistryProps } from './model-registry-props';
import { ModelVersion } from './model-version';
import { ModelsNamespace, modelsNamespaceName } from './models-namespace';
import { planRegistry } from './registry-checks';
import { keepParts } from './registry-parts';
import { RegistrySync } from './registry-sync';

/**
 * A registered model of MLflow, which knows no identities of the cluster. Therefore what counts is written in ConfigMaps, whose roles Kubernetes checks and whose
 * changes its audit log has: `<model>-versions` is this program's, `<model>-submissions` takes versions of whom `grantRegister` lets,
 * `<model>-decisions` takes the word of approvers, and of the platform's reviewers:
 *
 *     kubectl patch configmap ml-fraud-decisions -n ml-models --type merge -p '{"data": {"june": "approved AUC 0.93"}}'
 *
 * They are in a namespace of their own, one for all registries of a platform: `<platform>-models`, the output `namespace`. In the platform's own its personas change
 * ConfigMaps, and would decide. Here data scientists, ML engineers and reviewers look at what there is; everything else is granted by name. A platform that another
 * program made does not say who its reviewers are: name them as approvers.
 *
 * A CronJob brings MLflow to what they say every five minutes: tags, and the alias of the stage, `models:/<model>@production`, which is the last approved version.
 * A decision goes before what the program says. Its pod has no rights in the cluster, and reaches MLflow and the cluster's names only. Promotions are namespaces, whose
 * service accounts may read the ConfigMaps.
 *
 * The server is `kubernetes.Mlflow`, whose `namespaces` have to name this one, or one of yours. A server that asks for no password believes whoever reaches it, until the
 * CronJob runs again. An alarm goes off when the registry cannot be brought up to date.
 *
 * Throws `models/…` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://mlflow.org/docs/latest/ml/model-registry/
 *
 * @example
 * import { Model, ModelStage, Promotion, Runtime, tfk8s } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfk8s.IMlPlatform): tfk8s.ModelRegistry {
 *   const registry = new tfk8s.ModelRegistry(ml, 'Fraud', {
 *     platform: ml,
 *     stage: ModelStage.STAGING,
 *     approvers: { 'ada@acme.io': tfk8s.Identity.user('ada@acme.io') },
 *     promotions: [Promotion.to(ModelStage.PRODUCTION, 'ml-production')],
 *   });
 *   registry.addVersion('june', { model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.sklearn('1.5')) });
 *   return registry;
 * }
 */
export class ModelRegistry extends Construct implements core.IModelRegistry {
  /**
   * A registry that another program made.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes what is known of it
   */
  public static fromAttributes(scope: Construct, id: string, attributes: ModelRegistryAttributes): core.IModelRegistry {
    return new ImportedModelRegistry(scope, id, attributes);
  }

  public readonly registrySystem: string = 'kubernetes';

  public readonly modelName: string;

  /** `models:/<model>`. */
  public readonly registryId: string;

  public readonly stage: core.ModelStage;

  /** The namespace of its ConfigMaps and its CronJob. */
  public readonly namespace: string;

  /** The CronJob that brings MLflow up to date. */
  public readonly cronJobResource: TerraformResource;

  /** The alarm that goes off when it cannot. */
  public readonly syncAlarm: core.IAlarm;

  private readonly platform: IMlPlatform;
  private readonly sync: RegistrySync;

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
    const { trackingUri, credentialsSecret } = props;
    const parts = { plan, trackingUri, credentialsSecret, versions: {} };
    this.modelName = plan.modelName;
    this.registryId = `models:/${plan.modelName}`;
    this.stage = plan.stage;
    this.platform = platform;
    this.namespace = props.existingNamespace ?? ModelsNamespace.of(platform).namespace;
    this.sync = new RegistrySync(this, 'Sync', { ...props, namespace: this.namespace, parts });
    this.cronJobResource = this.sync.cronJob;
    this.syncAlarm = this.watch(props.existingNamespace ?? modelsNamespaceName(platform));
    keepParts(this, parts);
    plan.approvers.forEach(({ identity }) => {
      this.grantRead(identity);
      this.grantMaps('approve', identity, [this.sync.maps.decisions], CHANGE_MAPS);
    });
    // Who may look at them is said once for all registries of the namespace that is made for them.
    membersOf(platform, core.Persona.REVIEWER).forEach((identity) => {
      if (props.existingNamespace !== undefined) this.grantRead(identity);
      this.grantMaps('approve', identity, [this.sync.maps.decisions], CHANGE_MAPS);
    });
    plan.promotions.forEach(({ place }) => this.grantRead(Identity.group(`system:serviceaccounts:${place}`)));
    platformOutputs(this, { registryId: this.registryId, modelName: this.modelName, namespace: this.namespace });
  }

  /**
   * Adds a version.
   *
   * @param id unique in the registry; part of its alias
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
    return { registry: this, versionId: `models:/${this.modelName}/${version}` };
  }

  /**
   * Lets somebody add versions that wait for approval: keys of `<model>-submissions`, whose values are JSON with `source` and `description`. Throws
   * `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRegister(identity: core.IIdentity): void {
    this.grantRead(identity);
    this.grantMaps('register', identity, [this.sync.maps.submissions], CHANGE_MAPS);
  }

  /**
   * Lets somebody read what is registered and decided. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.grantMaps('read', identity, Object.values(this.sync.maps), READ_MAPS);
  }

  private grantMaps(right: string, identity: core.IIdentity, maps: readonly string[], verbs: readonly string[]): void {
    requireGranteeOf('kubernetes', identity, this);
    const suffix = stableSuffix(stableText(this, identity.identityName));
    const id = `Grant-${right}-${suffix}`;
    if (this.node.tryFindChild(id)) return;
    new RoleGrant(this, id, {
      namespace: this.namespace,
      name: `${this.modelName}-${right}-${suffix}`,
      labels: this.platform.tags,
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: [...verbs], resourceNames: maps }],
      members: [identity],
    });
  }

  private watch(namespace: string): core.IAlarm {
    const { platform, modelName } = this;
    const metric = Metric.promql(failedSyncs(namespace, this.sync.cronJobName), { label: `${modelName}: not brought up to date` });
    return new Alarm(this, 'Stale', {
      platform,
      alarmName: `${modelName}-registry-stale`,
      metric,
      threshold: 0,
      severity: core.Severity.WARNING,
      description: `What was decided about ${modelName} does not reach MLflow: read the log of the last Job of the CronJob ${this.sync.cronJobName} in ${namespace}.`,
    });
  }
}
