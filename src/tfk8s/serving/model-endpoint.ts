import { Annotations, Lazy } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { EndpointTraits } from '../../core/serving/endpoint-traits';
import { CapturePlan, ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { installCapture } from '../../kubernetes/serving/capture/install-capture';
import { ClusterEndpoint } from '../../kubernetes/serving/cluster-endpoint';
import { EndpointCallers } from '../../kubernetes/serving/endpoint-callers';
import { inheritProviders, platformOutputs, stableText } from '../../terraform';
import { Identity } from '../identity/identity';
import { Alarm } from '../observability/alarm';
import { TARGET } from '../support';
import { ModelEndpointMetrics } from './endpoint-metrics';
import { planEndpoint } from './endpoint-plan';
import { endpointAlarmsOf, endpointDashboard } from './endpoint-watch';
import { ModelEndpointProps } from './model-endpoint-props';
import { artifactOf, captureStorage, modelStorage } from './model-storage';

/**
 * An endpoint for models on an existing cluster: a Deployment of any server, or an InferenceService of KServe.
 *
 * Each apply is a release of Helm that waits. With `Rollout.allAtOnce` pods take over one after the other, and are then watched
 * for the bake time. `canary`, `linear` and `blueGreen` are a Rollout of Argo (`kubernetes.ArgoRollouts`), which asks Prometheus about the new pods, or with
 * `kubernetes.Knative` revisions of KServe, between which a hook shifts the requests. What fails goes back by itself, and fails the apply. To change between
 * `allAtOnce` and the others makes another workload, which is there a little later than the one before is gone: give such an endpoint another id.
 *
 * Without a gateway a part of the requests is a part of the pods, so that a canary of 10 % needs 10 replicas. Requests, errors and latency are measured by a small Envoy
 * beside each model, whatever the image measures itself. Containers run as the user 1000 and without further rights, with `/tmp` to write to.
 *
 * Models of a store are fetched by each pod before it starts, with the read-only Secret of the platform's object store, which has to be in the namespace of the endpoint, too.
 * KServe runs its own servers (scikit-learn, XGBoost, LightGBM, Triton, vLLM and others), else the image that it is given.
 *
 * Throws all that is wrong at once: `serving/…`, `models/…`, `runtime/…`, `software/need-missing`, and `core/name-length`.
 *
 * @example
 * import { EndpointKind, EndpointScaling, Model, Rollout, Runtime, Scaling, tfk8s } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfk8s.MlPlatform, cluster: tfk8s.TrainingCluster): tfk8s.ModelEndpoint {
 *   return new tfk8s.ModelEndpoint(ml, 'Fraud', {
 *     platform: ml,
 *     kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
 *     model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.xgboost('2.1')),
 *     scaling: Scaling.elastic(2, 8),
 *     scaleOn: [EndpointScaling.cpuUtilization(50)],
 *     rollout: Rollout.allAtOnce(),
 *   });
 * }
 */
export class ModelEndpoint extends Construct implements core.IModelEndpoint {
  public readonly endpointName: string;

  public readonly invokeUrl: string;

  public readonly variantNames: string[];

  public readonly identity: core.IIdentity;

  public readonly quotas: core.QuotaNeed[] = [];

  public readonly metrics: core.IModelEndpointMetrics;

  public readonly alarms: core.IAlarm[];

  public readonly dashboard: core.IDashboard;

  private readonly callers: EndpointCallers;

  private readonly plan: ModelEndpointPlan<ClusterPlace>;

  private readonly endpoint: ClusterEndpoint;

  private readonly platform: ModelEndpointProps['platform'];

  private captured?: core.ArtifactPath;

  /**
   * @param scope where it is made
   * @param id unique in the scope; part of the endpoint's name
   * @param props what the endpoint is to be
   */
  public constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    const plan = planEndpoint(scope, id, props);
    super(scope, id);
    const { platform } = props;
    const { cluster, namespace } = plan.place;
    inheritProviders(this, platform);
    const account = cluster.addServiceAccount(plan.name, { namespace, serviceAccountName: plan.name });
    const endpoint = new ClusterEndpoint(plan, {
      artifactOf,
      serviceAccountName: account.serviceAccountName,
      podLabels: account.podLabels,
      prometheusUrl: props.prometheusUrl,
      storageEnvironment: modelStorage(plan, platform.objectStorage),
      guards: (plan.rollout.alarms as Alarm[]).map(({ _firing }) => _firing),
      lazy: (produce) => Lazy.anyValue({ produce }),
    });
    cluster.install(endpoint);
    this.plan = plan;
    this.endpoint = endpoint;
    this.platform = platform;
    if (plan.capture) this.keep(plan.capture);

    const metrics = new ModelEndpointMetrics(plan.name, endpoint.queries);
    this.callers = new EndpointCallers(plan, (text) => stableText(this, text));
    this.endpointName = plan.name;
    this.invokeUrl = endpoint.invokeUrl;
    this.variantNames = plan.variants.map(({ name }) => name);
    this.identity = account.identity;
    this.metrics = metrics;
    this.alarms = endpointAlarmsOf(this, platform, plan, metrics);
    this.dashboard = endpointDashboard(this, platform, plan.name, metrics);
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, { endpointName: this.endpointName, invokeUrl: this.invokeUrl, captureLocation: this.captureLocation });
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  /**
   * Lets a service account's pods call it: those of its namespace that carry the label `ml-platform/calls-<endpoint>: "true"`, since a NetworkPolicy knows namespaces and
   * labels only, and whoever may make pods in a namespace may make them as each of its accounts. Behind a gateway, with Knative, and for users and groups it is refused with
   * `serving/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantInvoke(identity: core.IIdentity): void {
    requireGranteeOf('kubernetes', identity, this);
    this.callers.admit(identity, (identity as Identity).namespace);
  }

  /**
   * What a monitor has to know of it.
   *
   * @internal
   */
  public _traits(): EndpointTraits {
    const { platform, plan } = this;
    return { system: TARGET.system, platform, plan };
  }

  /**
   * Keeps requests as if it had been constructed with `dataCapture`. One that keeps requests already goes on as it is.
   *
   * @internal
   */
  public _keepRequests(capture: CapturePlan): void {
    if (this.captured) return;
    this.keep(capture);
    platformOutputs(this, { captureLocation: this.captureLocation });
  }

  private keep(capture: CapturePlan): void {
    const { plan, endpoint, platform: { artifacts, objectStorage } } = this;
    // The store knows no accounts of a cluster: who has the Secret writes.
    this.captured = installCapture({ plan, endpoint, capture, artifacts, store: captureStorage(objectStorage), grantWrite: () => undefined });
  }
}
