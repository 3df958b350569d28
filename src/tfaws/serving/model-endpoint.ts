import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { EndpointTraits } from '../../core/serving/endpoint-traits';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';
import { inheritProviders, platformOutputs } from '../../terraform';
import { TARGET } from '../support';
import { EndpointBackend } from './endpoint-backend';
import { planEndpoint } from './endpoint-plan';
import { makeBackend } from './make-backend';
import { ModelEndpointProps } from './model-endpoint-props';
import { SageMakerEndpoint } from './sagemaker-endpoint';

/**
 * A model that answers on AWS. `EndpointKind.managed()` is a real-time endpoint of SageMaker in the platform's network, each model a variant;
 * `EndpointKind.scaleToZero()` runs one model as an inference component, whose machines go when nobody asks; `EndpointKind.kserve(…)` and `.deployment(…)` run in a
 * cluster on EKS.
 *
 * Every rollout is a deployment guardrail of SageMaker: a new fleet starts beside the old one, parts of the traffic go to it, and each step is watched for the bake
 * time; when one of the alarms goes off, SageMaker sends all traffic back by itself. The number of machines that runs is kept where something scales it, weights are
 * those of the program. Models and configurations belong to a release: each has names of its own, and those of the release before go when the endpoint has left them. An
 * apply whose release SageMaker took back fails, and says so; until something is fixed or undone, each further plan says it, too.
 *
 * SageMaker asks that a release has variants of the same names as the one before: take one out by a weight of 0.
 *
 * Application Auto Scaling keeps SageMaker from changing the machine of a variant that it scales: the scaling goes before such a release, and comes back behind it.
 *
 * Its role reads the folder in which the versions of a model lie, `fraud/` of `fraud/2`, so that it can start machines with the release before, too: give each model a
 * folder of its own.
 *
 * Requests are signed (`sagemaker:InvokeEndpoint`); those for a component say its name, which is that of the endpoint, as `InferenceComponentName`. Latency is the model's,
 * without SageMaker's own share. An image of your own lies in ECR and answers at port 8080.
 *
 * Throws `serving/…`, `models/…`, `runtime/…`, `training/…` and `software/need-missing` for what cannot be, all at once, and `core/name-length`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html, https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-exclusions.html
 *
 * @example
 * import { Duration, Model, Rollout, Runtime, Scaling, tfaws } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfaws.MlPlatform): tfaws.ModelEndpoint {
 *   return new tfaws.ModelEndpoint(ml, 'Fraud', {
 *     platform: ml,
 *     model: Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')),
 *     scaling: Scaling.elastic(2, 8),
 *     objectives: { latencyP99: Duration.millis(50) },
 *     rollout: Rollout.canary(10),
 *   });
 * }
 */
export class ModelEndpoint extends Construct implements core.IModelEndpoint {
  public readonly endpointName: string;

  public readonly invokeUrl: string;

  public readonly variantNames: string[];

  public readonly identity: core.IIdentity;

  public readonly quotas: core.QuotaNeed[];

  public readonly metrics: core.IModelEndpointMetrics;

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  /** The role of the containers; in a cluster none, where it is the service account's. */
  public readonly roleResource?: TerraformResource;

  /** The models, that in the shadow last; on SageMaker only. */
  public readonly modelResources: TerraformResource[];

  /** What the endpoint runs on, and how requests are split; on SageMaker only. */
  public readonly configurationResource?: TerraformResource;

  /** The endpoint; on SageMaker only. */
  public readonly endpointResource?: TerraformResource;

  /** The component; for `EndpointKind.scaleToZero()` only. */
  public readonly componentResource?: TerraformResource;

  /** What is scaled, a target for each variant; on SageMaker only, and none where no number moves. */
  public readonly scalableTargetResources: TerraformResource[];

  /** Where the containers write their logs; on SageMaker only. */
  public readonly logGroupResource?: TerraformResource;

  private readonly backend: EndpointBackend;

  private readonly traits: EndpointTraits;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the endpoint's name
   * @param props what the endpoint is to be
   */
  public constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    const plan = planEndpoint(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const { backend, metrics, alarms, dashboard } = makeBackend(this, plan, platform);
    const managed: Partial<SageMakerEndpoint> = backend instanceof SageMakerEndpoint ? backend : {};
    this.roleResource = managed.role?.resource;
    this.modelResources = (managed.models ?? []).map(({ resource }) => resource);
    this.configurationResource = managed.configuration?.resource;
    this.endpointResource = managed.endpoint;
    this.componentResource = managed.component;
    this.scalableTargetResources = managed.scaling?.targets ?? [];
    this.logGroupResource = managed.logs;
    this.backend = backend;
    this.traits = { system: TARGET.system, platform, plan };
    this.endpointName = plan.name;
    this.invokeUrl = backend.invokeUrl;
    this.variantNames = plan.variants.map(({ name }) => name);
    this.identity = backend.identity;
    this.quotas = backend.quotas;
    this.metrics = metrics;
    this.alarms = alarms;
    this.dashboard = dashboard;
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, { endpointName: this.endpointName, invokeUrl: this.invokeUrl, captureLocation: this.captureLocation });
  }

  public get captureLocation(): string | undefined {
    return this.backend.captureLocation;
  }

  /**
   * Lets somebody call it. Of a private endpoint the right holds for requests through the network's own way to SageMaker only. In a cluster that is a service account of the
   * cluster: pods of its namespace that carry the label `ml-platform/calls-<endpoint>: "true"`; anybody else, and all behind a gateway or with Knative, is refused with
   * `serving/grant-in-cluster`. Throws `identity/wrong-target`, `identity/cannot-grant` and
   * `identity/other-account`.
   *
   * @param identity who
   */
  public grantInvoke(identity: core.IIdentity): void {
    this.backend.grantInvoke(identity);
  }

  /**
   * What a monitor has to know of it.
   *
   * @internal
   */
  public _traits(): EndpointTraits {
    return this.traits;
  }

  /**
   * Keeps requests for a monitor, as if it had been constructed with `dataCapture`. One that keeps requests already goes on.
   *
   * @internal
   */
  public _keepRequests(capture: CapturePlan): void {
    const before = this.captureLocation;
    this.backend.keepRequests?.(capture);
    if (before === undefined) platformOutputs(this, { captureLocation: this.captureLocation });
  }
}
