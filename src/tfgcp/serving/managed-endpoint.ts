import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, IIdentity, IMetric, IModelEndpointMetrics, MetricUnit, QuotaNeed, Statistic } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { stableSuffix } from '../../core/private';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { CapturePlan, ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { METRICS } from '../../facts/gcp/metrics';
import { ENDPOINT_PERMISSIONS } from '../../facts/gcp/serving-permissions';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { memberId } from '../identity/member-id';
import { roleId } from '../identity/role-id';
import { JobGround } from '../jobs/job-ground';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ContentDigest } from '../workflows/content-digest';
import { FarewellExecution, WorkflowExecution, ExecutionStarter } from '../workflows/workflow-execution';
import { CaptureTable } from './capture-table';
import { EndpointAccount } from './endpoint-account';
import { EndpointBackend } from './endpoint-backend';
import { EndpointMetrics } from './endpoint-metrics';
import { endpointQuotas } from './endpoint-quotas';
import { ModelEndpointProps } from './model-endpoint-props';
import { PrivateAccess } from './private-access';
import { farewellOf, releaseOf } from './release';
import { rolloutGuards } from './rollout-guards';
import { RolloutRunner } from './rollout-runner';
import { ScalingSchedules } from './scaling-schedules';
import { VertexEndpoint } from './vertex-endpoint';

/** An endpoint that Vertex AI serves: Terraform makes it and the workflow of its rollouts, and each apply that changes what it serves is a release. */
export class ManagedEndpoint extends Construct implements EndpointBackend {
  public readonly invokeUrl: string;
  public readonly identity: IIdentity;
  public readonly quotas: QuotaNeed[];
  public readonly metrics: IModelEndpointMetrics;
  public readonly failedReleases: IMetric;
  public readonly releaseCommand: string;
  public readonly endpoint: VertexEndpoint;
  public readonly account: EndpointAccount;
  public readonly runner: RolloutRunner;
  public readonly release: WorkflowExecution;
  public readonly access?: PrivateAccess;
  public readonly schedules: TerraformResource[];
  private role?: ProjectIamCustomRole;
  private captured?: CaptureTable;

  public constructor(
    scope: Construct,
    id: string,
    private readonly plan: ModelEndpointPlan<ServicePlace>,
    private readonly props: ModelEndpointProps,
  ) {
    super(scope, id);
    const { platform, keyAgentGranted = false, acceleratorType, deployer } = props;
    const { location } = platform;
    this.account = new EndpointAccount(this, 'Account', platform, plan);
    this.captured = plan.capture && this.captureTable();
    this.endpoint = new VertexEndpoint(this, 'Endpoint', plan, platform, this.captured?.uri);
    const keyId = keyAgentGranted ? platform.encryptionKey.keyId : JobGround.of(platform).grantedKey();
    this.runner = new RolloutRunner(this, 'Rollouts', { platform, keyId, name: plan.name, containers: this.account });
    const endpoint = this.endpoint.resourceName;
    const farewell = new FarewellExecution(this, 'Farewell', farewellOf(plan, endpoint), this.starter([]));
    const digest = new ContentDigest(this, 'Digest');
    const release = releaseOf(plan, {
      platform,
      endpoint,
      acceleratorType,
      account: this.account.email,
      guards: rolloutGuards(plan, location),
      alarms: plan.rollout.alarms.map(({ alarmId }) => lastOf(alarmId)),
      digest: (content) => digest.of(content),
    });
    this.release = new WorkflowExecution(this, 'Release', release, this.starter([farewell.resource]));
    this.access = plan.access === 'private'
      ? new PrivateAccess(this, 'Access', { platform, deployer, endpoint, name: plan.name, release: this.release.resource })
      : undefined;
    this.schedules = new ScalingSchedules(this, 'Schedules', plan, { platform, endpoint, runner: this.runner }).resources;
    this.identity = this.account.identity;
    this.invokeUrl = `https://${this.access?.address ?? this.endpoint.host}/v1/${endpoint}:${verbOf(plan)}`;
    this.quotas = endpointQuotas(plan, location);
    this.metrics = new EndpointMetrics(plan, location);
    this.failedReleases = failedReleases(plan.name, location);
    this.releaseCommand = releaseCommand(plan.name, platform, this.release);
  }

  /** Where captured requests lie. */
  public get capture(): CaptureTable | undefined {
    return this.captured;
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  public keepRequests(capture: CapturePlan): void {
    this.captured = this.captureTable();
    this.endpoint.keepRequests(capture, this.captured.uri);
  }

  public grantInvoke(identity: IIdentity): void {
    requireGranteeOf('gcp', identity, this);
    const { project, platformName } = this.props.platform;
    const { name } = this.plan;
    const id = `Caller-${memberId(this, identity.identityName)}`;
    if (this.node.tryFindChild(id)) return;
    this.role ??= new ProjectIamCustomRole(this, 'CallerRole', {
      project,
      roleId: roleId(platformName, `endpoint-invoke-${stableSuffix(name)}`),
      title: `${name}: invoke`,
      description: `Who calls the endpoint ${name}`,
      permissions: [...ENDPOINT_PERMISSIONS.invoke],
      stage: 'GA',
    });
    new ProjectIamMember(this, id, { project, role: this.role.name, member: identity.identityName });
  }

  private captureTable(): CaptureTable {
    const { platform, keyAgentGranted = false } = this.props;
    return new CaptureTable(this, 'Capture', this.plan.name, platform, keyAgentGranted);
  }

  private starter(more: TerraformResource[]): ExecutionStarter {
    const { platform, deployer, restfulProvider: provider } = this.props;
    return { platform, deployer, provider, workflowName: this.runner.workflowName, ready: [...this.endpoint.ready, ...this.runner.ready, ...more] };
  }
}

/** Only Vertex AI's own images all take its envelope of `instances`; what goes to others goes through as it is. */
function verbOf(plan: ModelEndpointPlan): string {
  return modelsOf(plan).some(({ model: { ownImage, huggingFace, version } }) => ownImage || huggingFace || version) ? 'rawPredict' : 'predict';
}

/** Alerts may tell their policy by the number of the project. */
function lastOf(alarmId: string): string {
  return Fn.element(Fn.split('/', alarmId), 3) as string;
}

/** What Terraform has handed over last: https://cloud.google.com/sdk/gcloud/reference/workflows/executions/describe */
function releaseCommand(name: string, { project, location }: IMlPlatform, { executionName }: WorkflowExecution): string {
  const argument = `gcloud workflows executions describe ${executionName} --format='value(argument)'`;
  return `gcloud workflows execute ${name} --project=${project} --location=${location} --data="$(${argument})"`;
}

function failedReleases(name: string, location: string): IMetric {
  const { type, resource } = METRICS.finishedExecutions;
  return new Metric({
    metricType: type,
    resourceTypes: [resource],
    labels: { 'resource.labels.workflow_id': name, 'resource.labels.location': location, 'metric.labels.status': 'FAILED' },
    label: `${name}: releases failed`,
    unit: MetricUnit.COUNT,
    statistic: Statistic.SUM,
    period: Duration.minutes(5),
  });
}
