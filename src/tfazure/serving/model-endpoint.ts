import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { endpointGraphs } from '../../core/serving/endpoint-graphs';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { EndpointTraits } from '../../core/serving/endpoint-traits';
import { CapturePlan, ModelEndpointPlan, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { inheritProviders, platformOutputs } from '../../terraform';
import { Dashboard } from '../observability/dashboard';
import { TARGET } from '../support';
import { ClusterEndpoint } from './cluster-endpoint';
import { planEndpoint } from './endpoint-plan';
import { ManagedEndpoint } from './managed-endpoint';
import { ModelEndpointProps } from './model-endpoint-props';

/**
 * A model that answers: a managed online endpoint of Azure Machine Learning in the platform's workspace, or pods in an AKS cluster.
 *
 * With Azure ML, Terraform makes the endpoint, and a workflow of Logic Apps makes what serves behind it. An apply whose release differs from the one before starts the
 * workflow and waits for it: it makes new deployments beside the old ones by names that nobody had, moves traffic in the steps of the rollout, watches the alarms after each
 * of them for the bake time and ten minutes more (errors are told by logs, which arrive late), and removes what no longer serves. When a deployment does not start or an alarm
 * goes off, traffic goes back, what is new is removed, the apply fails with the reason and `…-release-failed` tells the platform's channels; the same program, applied again, is
 * tried again. Deployments whose model, image and settings are the same stay, and are weighted and scaled anew. A second release waits for the first. How each ended stands among
 * the deployments of the resource group. Versions of models and environments that were released stay in the workspace.
 *
 * A model in a store that the curated images serve has a `score.py` with `init()` and `run()` beside it, which the inference server runs
 * (https://learn.microsoft.com/en-us/azure/machine-learning/how-to-inference-server-http); images of your own find the model below `AZUREML_MODEL_DIR`. Callers get a token of
 * Microsoft Entra ID for `https://ml.azure.com`. An endpoint is reached through the workspace's private endpoint unless it is public. Replicas are scaled by Azure Monitor
 * within minutes. Quotas hold twice the replicas, since old and new stand beside each other, and what Azure ML keeps for its own upgrades.
 *
 * Throws all that is wrong at once: `serving/…`, `models/…`, `runtime/…`, `training/…`, `software/need-missing`, `core/name-length` and `core/name-illegal`.
 *
 * @example
 * import { Duration, EndpointScaling, Model, Rollout, Runtime, Scaling, tfazure } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfazure.MlPlatform): tfazure.ModelEndpoint {
 *   return new tfazure.ModelEndpoint(ml, 'Fraud', {
 *     platform: ml,
 *     model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.xgboost('1.7')),
 *     scaling: Scaling.elastic(2, 8),
 *     scaleOn: [EndpointScaling.requestsPerReplica(600)],
 *     rollout: Rollout.canary(10, { bakeTime: Duration.minutes(30) }),
 *     objectives: { latencyP99: Duration.millis(200) },
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

  /**
   * The command that runs the current release once more, such as after somebody removed by hand what serves; what serves already stays. What it makes has a new name,
   * under which `metrics` find it after the next release. None in a cluster of Kubernetes.
   */
  public readonly releaseCommand?: string;

  /** The alarm that goes off when a release fails; one of `alarms`. None in a cluster of Kubernetes. */
  public readonly releaseAlarm?: core.IAlarm;

  /** The online endpoint, whose traffic belongs to the rollouts; none in a cluster of Kubernetes. */
  public readonly endpointResource?: TerraformResource;

  /** The managed identity of the deployments, or of the pods. */
  public readonly identityResource: TerraformResource;

  /** The workflow of rollouts; none in a cluster of Kubernetes. */
  public readonly workflowResource?: TerraformResource;

  /** What an apply waits for: the call that ends when a release has ended. None in a cluster of Kubernetes. */
  public readonly releaseResource?: TerraformResource;

  private readonly backend: ClusterEndpoint | ManagedEndpoint;

  private readonly traits: EndpointTraits;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope; part of the endpoint's name
   * @param props what the endpoint is to be
   */
  public constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    const plan = planEndpoint(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const managed = runsInCluster(plan) ? undefined : new ManagedEndpoint(this, 'Managed', plan as ModelEndpointPlan<ServicePlace>, props);
    const backend = runsInCluster(plan) ? new ClusterEndpoint(this, 'Cluster', plan, props) : managed!;
    this.backend = backend;
    this.endpointName = backend.endpointName;
    this.invokeUrl = backend.invokeUrl;
    this.variantNames = plan.variants.map(({ name }) => name);
    this.identity = backend.identity;
    this.quotas = backend.quotas;
    this.metrics = backend.metrics;
    this.alarms = backend.alarms;
    this.releaseCommand = managed?.releaseCommand;
    this.releaseAlarm = managed?.releaseAlarm;
    this.endpointResource = managed?.endpointResource;
    this.identityResource = backend.identityResource;
    this.workflowResource = managed?.workflowResource;
    this.releaseResource = managed?.releaseResource;
    this.traits = { system: TARGET.system, platform, plan };
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}: model endpoint` });
    endpointGraphs(this.metrics).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    this.dashboard = dashboard;
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, {
      endpointName: this.endpointName,
      invokeUrl: this.invokeUrl,
      captureLocation: this.captureLocation,
      releaseCommand: this.releaseCommand,
    });
  }

  public get captureLocation(): string | undefined {
    return this.backend.captureLocation;
  }

  /** The datastores that captured requests are written to; those of models are made by the rollouts, and stay. None where nothing is captured. */
  public get datastoreResources(): TerraformResource[] {
    return this.backend instanceof ManagedEndpoint ? this.backend.datastoreResources : [];
  }

  /** Where captured requests lie, the data assets of requests and answers; none where nothing is captured. */
  public get captureResources(): TerraformResource[] {
    return this.backend instanceof ManagedEndpoint ? this.backend.captureResources : [];
  }

  /**
   * Lets somebody call it: on Azure ML by a role of one action on this endpoint. In a cluster that is a service account of the
   * cluster: pods of its namespace that carry the label `ml-platform/calls-<endpoint>: "true"`; anybody else, and all behind a gateway or with Knative, is refused with
   * `serving/grant-in-cluster`. Throws `identity/wrong-target`.
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
   * Keeps requests as if it had been constructed with `dataCapture`. One that keeps requests already goes on as it is.
   *
   * @internal
   */
  public _keepRequests(capture: CapturePlan): void {
    if (this.captureLocation !== undefined) return;
    this.backend.keepRequests(capture);
    platformOutputs(this, { captureLocation: this.captureLocation });
  }
}
