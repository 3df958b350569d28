import { Fn, ITerraformDependable, Lazy, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IAlarm, IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { CapturePlan, ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { VariantPlan } from '../../core/serving/variant-plan';
import { LOG_DELAY_SECONDS } from '../../facts/azure/serving-metrics';
import { INVOKE_ACTIONS } from '../../facts/azure/serving-rollout';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { grantId, grantsOf, grantTo } from '../identity/role-grants';
import { failedStarts } from '../jobs/job-metrics';
import { startCommandOf } from '../jobs/start-workflow';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DataCollector } from './data-collector';
import { deploymentContent } from './deployment-content';
import { EndpointBackend } from './endpoint-backend';
import { EndpointIdentity } from './endpoint-identity';
import { EndpointMetrics } from './endpoint-metrics';
import { endpointQuotas } from './endpoint-quotas';
import { ModelDatastores } from './model-datastores';
import { ModelEndpointProps } from './model-endpoint-props';
import { OnlineEndpoint } from './online-endpoint';
import { Release, ReleaseId } from './release';
import { releaseContent } from './release-content';
import { TRIGGER } from './rollout-definition';
import { RolloutWorkflow } from './rollout-workflow';
import { readFolders } from './version-artifact';

/** A managed online endpoint of Azure ML, whose deployments are made, weighted and removed by a workflow that Terraform starts and waits for. */
export class ManagedEndpoint extends Construct implements EndpointBackend {
  public readonly endpointName: string;
  public readonly invokeUrl: string;
  public readonly identity: IIdentity;
  public readonly quotas: QuotaNeed[];
  public readonly metrics: IModelEndpointMetrics;
  public readonly alarms: IAlarm[];
  public readonly releaseAlarm: IAlarm;
  public readonly releaseCommand: string;
  public readonly endpointResource: TerraformResource;
  public readonly identityResource: TerraformResource;
  public readonly workflowResource: TerraformResource;
  public readonly releaseResource: TerraformResource;

  private readonly platform: IMlPlatform;
  private readonly planned: ModelEndpointPlan;
  private readonly endpointId: string;
  private readonly who: EndpointIdentity;
  private readonly release: Release;
  private readonly datastores: ModelDatastores;
  private collector?: DataCollector;
  private captured?: ArtifactPath;

  public constructor(scope: Construct, id: string, plan: ModelEndpointPlan<ServicePlace>, props: ModelEndpointProps) {
    super(scope, id);
    const { platform } = props;
    const name = `${plan.name}-${platform.nameSuffix}`;
    const who = new EndpointIdentity(this, 'Identity', { platform, name, reads: readFolders(plan) });
    this.platform = platform;
    this.planned = plan;
    this.who = who;
    const path = this.startWriting(plan.capture);
    const endpoint = new OnlineEndpoint(this, 'Endpoint', { platform, name, identityId: who.resource.id, access: plan.access });
    this.datastores = new ModelDatastores(this, 'Data', platform, `${name}-capture`);
    this.endpointName = name;
    if (path) this.startCollecting(plan.capture!, path);
    this.endpointId = endpoint.resource.id;
    this.invokeUrl = endpoint.scoringUri;
    this.identity = who.identity;
    this.quotas = endpointQuotas(plan, platform.location);
    this.metrics = new EndpointMetrics({
      name,
      endpointId: endpoint.resource.id,
      logAnalyticsWorkspaceId: platform.logAnalyticsWorkspaceId,
      // A deployment is called something once a release has ended, which in turn waits for alarms of the other metrics.
      deploymentId: Lazy.stringValue({ produce: () => `${endpoint.resource.id}/deployments/${release.deploymentName(largest(plan).name)}` }),
      gpus: largest(plan).gpus > 0,
    });
    const planned = endpointAlarms(plan, this.metrics);
    const alarms = planned.map(({ id: alarmId, suffix, guards, ...alarm }) => ({ guards, alarm: new Alarm(this, alarmId, { ...alarm, platform, alarmName: `${name}-${suffix}` }) }));
    const guarding = alarms.filter(({ guards }) => guards).map(({ alarm }) => alarm);
    const content = () => releaseContent(this, plan, {
      endpoint: endpoint.released,
      contentOf: (variant) => deploymentContent(this, variant, {
        workspaceId: platform.machineLearningWorkspaceId,
        endpointName: name,
        environment: plan.environment,
        tags: platform.tags,
        concurrentRequests: props.concurrentRequests,
        collections: this.collector?.collections,
      }),
      watchSeconds: plan.rollout.bakeSeconds + (guarding.length > 0 ? LOG_DELAY_SECONDS : 0),
      alarms: [...guarding, ...plan.rollout.alarms].map(({ alarmId }) => Fn.lower(alarmId)),
    });
    const releaseId = new ReleaseId(this, 'ReleaseId', content, endpoint.failures);
    const workflow = new RolloutWorkflow(this, 'Rollout', {
      platform,
      content,
      name: releaseId,
      place: {
        workspaceId: platform.machineLearningWorkspaceId,
        endpointId: endpoint.resource.id,
        endpointName: name,
        resourceGroupId: platform.resourceGroupId,
        identityId: who.resource.id,
        location: platform.location,
      },
    });
    const release = new Release(this, 'Release', {
      name: releaseId,
      workflowId: workflow.resource.id,
      resourceGroupId: platform.resourceGroupId,
      endpointName: name,
      after: [...workflow.ready, ...this.capturing()],
      variants: modelsOf(plan).map((variant) => variant.name),
    });
    this.releaseAlarm = this.failedAlarm(plan, workflow.resource.id);
    this.alarms = [...alarms.map(({ alarm }) => alarm), this.releaseAlarm];
    this.releaseCommand = startCommandOf(workflow.resource.id, TRIGGER);
    this.endpointResource = endpoint.resource;
    this.identityResource = who.resource;
    this.workflowResource = workflow.resource;
    this.releaseResource = release.ended;
    this.release = release;
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  public get datastoreResources(): TerraformResource[] {
    return this.datastores.resources;
  }

  public get captureResources(): TerraformResource[] {
    return this.collector?.resources ?? [];
  }

  /** What is released is that of a capture from the first; so is what the release waits for. */
  public keepRequests(capture: CapturePlan): void {
    const before = this.capturing();
    this.startCollecting(capture, this.startWriting(capture)!);
    this.release.waitFor(this.capturing().filter((resource) => !before.includes(resource)));
  }

  /** The right to call this endpoint and no other. */
  public grantInvoke(identity: IIdentity): void {
    const { platform, endpointName, endpointId } = this;
    const { resourceGroupId, nameSuffix } = platform;
    const role = (this.node.tryFindChild('InvokeRole') as RoleDefinition | undefined) ?? new RoleDefinition(this, 'InvokeRole', {
      name: `${endpointName} invoke ${nameSuffix}`,
      description: `Calls ${endpointName}`,
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: [...INVOKE_ACTIONS] }],
    });
    grantTo(this, grantId('Invoke', identity.identityName), identity, { scope: endpointId, roleDefinitionId: role.roleDefinitionResourceId, description: `Calls ${endpointName}` });
  }

  private startWriting(capture: CapturePlan | undefined): ArtifactPath | undefined {
    this.captured = capture && (capture.path ?? this.platform.artifacts.path(`capture/${this.planned.name}`));
    if (this.captured) this.who.letWrite(this.captured);
    return this.captured;
  }

  private startCollecting(capture: CapturePlan, path: ArtifactPath): void {
    const { platform, datastores, endpointName, who } = this;
    this.collector = new DataCollector(this, 'Capture', { platform, datastores, endpointName, capture, path, clientId: who.resource.clientId });
  }

  /** What has to be there before a deployment reads, and writes what is captured. */
  private capturing(): ITerraformDependable[] {
    return [...grantsOf(this.who.identity, TerraformStack.of(this)), ...this.datastores.resources, ...(this.collector?.resources ?? [])];
  }

  /** Whoever deploys reads the reason at once; others are told here. */
  private failedAlarm({ severity }: ModelEndpointPlan, workflowId: string): Alarm {
    const { platform, endpointName } = this;
    return new Alarm(this, 'ReleaseFailed', {
      platform,
      alarmName: `${endpointName}-release-failed`,
      metric: failedStarts(`${endpointName}: failed rollouts`, workflowId),
      threshold: 0,
      severity,
      description: `${endpointName}: a release went back, and what served before serves. The deployment of the resource group that is named after the release says why; the runs of the workflow ${endpointName}-rollout say more.`,
    });
  }
}

/** The model that most requests go to. */
function largest({ variants }: ModelEndpointPlan): VariantPlan {
  return [...variants].sort((a, b) => b.weight - a.weight)[0]!;
}
