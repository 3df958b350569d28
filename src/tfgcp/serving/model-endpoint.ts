import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { endpointGraphs } from '../../core/serving/endpoint-graphs';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { EndpointTraits } from '../../core/serving/endpoint-traits';
import { CapturePlan, ModelEndpointPlan, runsInCluster } from '../../core/serving/model-endpoint-plan';
import { METRIC_DELAY_MINUTES, TOKEN_MINUTES } from '../../facts/gcp/serving-limits';
import { inheritProviders, platformOutputs } from '../../terraform';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { TARGET } from '../support';
import { ClusterEndpoint } from './cluster-endpoint';
import { EndpointBackend } from './endpoint-backend';
import { planEndpoint } from './endpoint-plan';
import { ManagedEndpoint } from './managed-endpoint';
import { ModelEndpointProps } from './model-endpoint-props';

/**
 * An endpoint for models on Google Cloud, served by Vertex AI or in a GKE cluster.
 *
 * On Vertex AI, Terraform makes the endpoint and a workflow, and owns no deployment. What the endpoint is to serve is a *release*: each apply that changes it starts
 * the workflow, waits for it, and fails with its reason. The workflow uploads models, deploys them beside those that serve, shifts traffic in the steps of `rollout`,
 * and watches the new deployments after each: the queries of the endpoint's own alarms, of them only, and the alerts of `rollout.alarms` that open meanwhile. If
 * something is wrong, traffic goes back, what is new is removed, the apply fails and an alarm tells people. A release that is live already changes nothing; one that
 * comes during another waits for it; only another number of replicas is a change in place. What served before is removed last, and the models that were uploaded for it.
 *
 * `EndpointAccess.private()` is an address of the platform's first subnet with Private Service Connect, whose certificate is Vertex AI's own (callers pass it by), and
 * which asks for `grantInvoke`, too; containers then reach nothing. `EndpointAccess.public()` is a dedicated host name, which a perimeter of VPC Service Controls does
 * not let through. Captured requests are rows of `request_response_logging` in a data set of BigQuery with the platform's key.
 *
 * The workflow is started with an access token, which Terraform (1.10 or later) keeps neither in the state nor in a plan. Without `deployer` the pipeline gives it:
 * `TF_VAR_vertex_token="$(gcloud auth print-access-token)" terraform apply`. It lives for an hour: of a rollout that takes longer, the apply fails while it goes on,
 * and the next apply waits for it. An apply that is interrupted does not stop a rollout either; `rolloutsCommand` shows it, and it can be cancelled there.
 *
 * On a project that never used it, the service agent of Workflows has to be made once, before the first deployment:
 * `gcloud beta services identity create --service=workflows.googleapis.com --project=…`. Vertex AI has no policies of single endpoints: who is let call one may call
 * others of the project.
 *
 * In a GKE cluster, metrics come from Managed Service for Prometheus, which reads what measures each model; clusters that are made here have it. Alarms of Cloud Monitoring
 * cannot send a rollout back there.
 *
 * Throws all that is wrong at once: `serving/…`, `models/…`, `runtime/…`, `training/…`, and `core/name-length`.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/predictions/overview
 *
 * @example
 * import { Duration, EndpointScaling, Model, Rollout, Runtime, Scaling, tfgcp } from 'ml-platform-constructs';
 *
 * function fraud(ml: tfgcp.MlPlatform): tfgcp.ModelEndpoint {
 *   return new tfgcp.ModelEndpoint(ml, 'Fraud', {
 *     platform: ml,
 *     model: Model.fromArtifact(ml.artifacts.path('fraud/1'), Runtime.xgboost('2.1')),
 *     scaling: Scaling.elastic(2, 8),
 *     scaleOn: [EndpointScaling.cpuUtilization(50)],
 *     rollout: Rollout.canary(10),
 *     objectives: { latencyP99: Duration.millis(50) },
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

  /** The command that lists rollouts, the newest first; none in a cluster. */
  public readonly rolloutsCommand?: string;

  /**
   * The command that runs the current release once more, such as after somebody removed by hand what serves; what serves already stays. It reads the release from the
   * last execution, as long as Workflows keeps that; later, let Terraform replace `releaseResource`. None in a cluster.
   *
   * @see https://docs.cloud.google.com/workflows/docs/access-execution-results
   */
  public readonly releaseCommand?: string;

  /** The alarm that goes off when a release fails; one of `alarms`. None in a cluster. */
  public readonly releaseAlarm?: core.IAlarm;

  /** The endpoint of Vertex AI; none in a cluster. */
  public readonly endpointResource?: TerraformResource;

  /** The workflow of rollouts; none in a cluster. */
  public readonly workflowResource?: TerraformResource;

  /** The execution of the workflow that the last change started; none in a cluster. */
  public readonly releaseResource?: TerraformResource;

  /** The service account of the containers; none in a cluster. */
  public readonly accountResource?: TerraformResource;

  /** What leads from the network to the endpoint; none of a public one, nor in a cluster. */
  public readonly forwardingRuleResource?: TerraformResource;

  /** What sets other limits of replicas at the times of a schedule: jobs of Cloud Scheduler. */
  public readonly scheduleResources: TerraformResource[];

  private readonly backend: EndpointBackend;
  private readonly managed?: ManagedEndpoint;
  private readonly traits: EndpointTraits;

  /**
   * @param scope where the endpoint stands
   * @param id unique within the scope; part of the endpoint's name
   * @param props what the endpoint is to be
   */
  public constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    const plan = planEndpoint(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const managed = runsInCluster(plan) ? undefined : new ManagedEndpoint(this, 'Vertex', plan as ModelEndpointPlan<ServicePlace>, props);
    this.backend = runsInCluster(plan) ? new ClusterEndpoint(this, 'Cluster', plan, platform.artifacts) : managed!;
    this.managed = managed;
    this.traits = { system: TARGET.system, platform, plan };
    this.endpointName = plan.name;
    this.invokeUrl = this.backend.invokeUrl;
    this.variantNames = plan.variants.map(({ name }) => name);
    this.identity = this.backend.identity;
    this.quotas = this.backend.quotas;
    this.metrics = this.backend.metrics;
    this.rolloutsCommand = managed && `gcloud workflows executions list ${plan.name} --project=${platform.project} --location=${platform.location}`;
    this.releaseCommand = managed?.releaseCommand;
    this.endpointResource = managed?.endpoint.resource;
    this.workflowResource = managed?.runner.resource;
    this.releaseResource = managed?.release.resource;
    this.accountResource = managed?.account.resource;
    this.forwardingRuleResource = managed?.access?.ruleResource;
    this.scheduleResources = managed?.schedules ?? [];
    this.alarms = endpointAlarms(plan, this.metrics).map(({ id: alarmId, suffix, ...alarm }) =>
      new Alarm(this, alarmId, { platform, alarmName: `${plan.name}-${suffix}`, kind: suffix, ...alarm }));
    this.releaseAlarm = managed && this.watchReleases(plan, managed, props);
    if (this.releaseAlarm) this.alarms.push(this.releaseAlarm);
    this.dashboard = this.draw(plan, props);
    plan.warnings.forEach(({ code, message }) => Annotations.of(this).addWarning(`[${code}] ${message}`));
    platformOutputs(this, {
      endpointName: this.endpointName,
      invokeUrl: this.invokeUrl,
      captureLocation: this.captureLocation,
      rolloutsCommand: this.rolloutsCommand,
      releaseCommand: this.releaseCommand,
    });
  }

  public get captureLocation(): string | undefined {
    return this.backend.captureLocation;
  }

  /** Where captured requests lie, a data set of BigQuery; none where nothing is captured. */
  public get captureResources(): TerraformResource[] {
    return this.managed?.capture ? [this.managed.capture.resource] : [];
  }

  /**
   * Lets somebody call the endpoint: a custom role on the project with the one permission that a call needs. In a cluster that is a service account of the cluster: pods
   * of its namespace that carry the label `ml-platform/calls-<endpoint>: "true"`; anybody else, and all behind a gateway or with Knative, is refused with
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

  private draw(plan: ModelEndpointPlan, { platform }: ModelEndpointProps): core.IDashboard {
    const dashboard = new Dashboard(this, 'Dashboard', { platform, dashboardName: `${plan.name}: endpoint` });
    endpointGraphs(this.metrics).forEach(({ title, metrics }) => dashboard.addGraph(title, ...metrics));
    return dashboard;
  }

  private watchReleases(plan: ModelEndpointPlan, { failedReleases }: ManagedEndpoint, { platform }: ModelEndpointProps): core.IAlarm {
    const { steps, bakeSeconds, keepOldSeconds, ownAlarms } = plan.rollout;
    const alarm = new Alarm(this, 'ReleaseFailed', {
      platform,
      alarmName: `${plan.name}-release-failed`,
      kind: 'release-failed',
      metric: failedReleases,
      threshold: 0,
      severity: plan.severity,
      description: `${plan.name}: a release failed. What served before serves. Read why with: ${this.rolloutsCommand!}`,
    });
    const warn = (code: string, message: string) => Annotations.of(this).addWarning(`[${code}] ${message}`);
    if (ownAlarms && bakeSeconds < METRIC_DELAY_MINUTES * 60) {
      warn('serving/short-bake', `each step is watched for ${bakeSeconds} seconds, but values of Vertex AI may come ${METRIC_DELAY_MINUTES} minutes late: give more, or a model that fails may take over`);
    }
    const minutes = Math.round((steps.length * bakeSeconds + keepOldSeconds) / 60);
    if (minutes > TOKEN_MINUTES) {
      warn('serving/long-rollout', `the rollout takes ${minutes} minutes at least, but the token that Terraform waits with lives for ${TOKEN_MINUTES}: the apply fails while the rollout goes on; apply again, which waits for it`);
    }
    return alarm;
  }
}
