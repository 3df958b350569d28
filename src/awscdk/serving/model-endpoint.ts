import { CfnScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnEndpoint, CfnEndpointConfig, CfnInferenceComponent, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { EndpointTraits } from '../../core/serving/endpoint-traits';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { boundRoles } from '../training/cluster-context';
import { EndpointBackend } from './endpoint-backend';
import { writeCaptureOutput, writeEndpointOutputs } from './endpoint-outputs';
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
 * those of the program. Models and configurations belong to a release: each has names of its own, and those of earlier releases are kept, since a stack that
 * succeeds does not prove that its endpoint did not go back; delete them by hand. They cost nothing.
 *
 * SageMaker asks that a release has variants of the same names as the one before: take one out by a weight of 0.
 *
 * Application Auto Scaling keeps SageMaker from changing the machine of a variant that it scales: give the variant `Scaling.fixed` first, then the machine.
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
 * import { Stack } from 'aws-cdk-lib';
 * import { awscdk, Duration, Model, Rollout, Runtime, Scaling } from 'ml-platform-constructs';
 *
 * function fraud(stack: Stack, ml: awscdk.IMlPlatform): awscdk.ModelEndpoint {
 *   return new awscdk.ModelEndpoint(stack, 'Fraud', {
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
  public readonly roleResource?: Role;

  /** The models, that in the shadow last; on SageMaker only. */
  public readonly modelResources: CfnModel[];

  /** What the endpoint runs on, and how requests are split; on SageMaker only. */
  public readonly configurationResource?: CfnEndpointConfig;

  /** The endpoint; on SageMaker only. */
  public readonly endpointResource?: CfnEndpoint;

  /** The component; for `EndpointKind.scaleToZero()` only. */
  public readonly componentResource?: CfnInferenceComponent;

  /** What is scaled, a target for each variant; on SageMaker only, and none where no number moves. */
  public readonly scalableTargetResources: CfnScalableTarget[];

  /** Where the containers write their logs; on SageMaker only. */
  public readonly logGroupResource?: LogGroup;

  private readonly backend: EndpointBackend;

  private readonly traits: EndpointTraits;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the endpoint's name
   * @param props what the endpoint is to be
   */
  public constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    const plan = planEndpoint(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const { backend, metrics, alarms, dashboard } = makeBackend(this, plan, platform);
    const managed: Partial<SageMakerEndpoint> = backend instanceof SageMakerEndpoint ? backend : {};
    this.roleResource = managed.role?.role;
    this.modelResources = managed.models ?? [];
    this.configurationResource = managed.configuration;
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
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarningV2(code, message));
    writeEndpointOutputs(this, platform.platformName, this);
    boundRoles(this, platform);
    addTags(this, platform.tags);
  }

  public get captureLocation(): string | undefined {
    return this.backend.captureLocation;
  }

  /**
   * Lets somebody call it. Of a private endpoint the right holds for requests through the network's own way to SageMaker only. In a cluster that is a service account of the
   * cluster: pods of its namespace that carry the label `ml-platform/calls-<endpoint>: "true"`; anybody else, and all behind a gateway or with Knative, is refused with
   * `serving/grant-in-cluster`. Throws `identity/wrong-target` and `identity/cannot-grant`.
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
   * The name of the model that answers most; on SageMaker only.
   *
   * @internal
   */
  public _modelName(): string {
    const { variants } = this.traits.plan;
    const asked = variants.findIndex(({ weight }) => weight > 0);
    return this.modelResources[Math.max(0, asked)]!.attrModelName;
  }

  /**
   * Keeps requests for a monitor, as if it had been constructed with `dataCapture`. One that keeps requests already goes on as it is.
   *
   * @internal
   */
  public _keepRequests(capture: CapturePlan): void {
    const before = this.captureLocation;
    this.backend.keepRequests(capture);
    if (before !== undefined || this.captureLocation === undefined) return;
    writeCaptureOutput(this, this.traits.platform as IMlPlatform, this.captureLocation);
  }
}
