import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IAlarm, IIdentity, QuotaNeed } from '../../core';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { CapturePlan, ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { SAGEMAKER_ENDPOINT, SAGEMAKER_INFERENCE_COMPONENT } from '../../facts/aws/cloud-control';
import { fill, Values } from '../../facts/aws/fill';
import { inferenceComponent } from '../../facts/aws/serving-component';
import { endpointConfiguration, ServingPlace } from '../../facts/aws/serving-config';
import { servingQuotas } from '../../facts/aws/serving-quotas';
import { invokeRight } from '../../facts/aws/serving-rights';
import { componentRollout, endpointRollout } from '../../facts/aws/serving-rollout';
import { COMPONENT_LOG_GROUP, ENDPOINT_LOG_GROUP, invokeUrl } from '../../facts/aws/serving-service';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { CloudControlResource } from '../../terraform';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Place, placeOf } from '../platform/place';
import { EndpointBackend } from './endpoint-backend';
import { EndpointRole } from './endpoint-role';
import { EndpointScaling } from './endpoint-scaling';
import { alarmName } from './guard-alarms';
import { addressOf } from './release-name';
import { ReleasedConfiguration } from './released-configuration';
import { ReleasedModel } from './released-model';
import { tagList } from './tag-list';
import { wentBack } from './went-back';

export interface SageMakerEndpointProps {
  readonly platform: IMlPlatform;
  readonly plan: ModelEndpointPlan<ServicePlace>;
  /** The alarms that send a rollout back. */
  readonly guards: readonly IAlarm[];
}

/** Longer than SageMaker takes for any rollout. */
const TIMEOUTS = { create: '3h', update: '9h', delete: '2h' } as const;

/** An endpoint of SageMaker, with its models as variants, or with one as a component. */
export class SageMakerEndpoint extends Construct implements EndpointBackend {
  public readonly identity: IIdentity;
  public readonly invokeUrl: string;
  public readonly quotas: QuotaNeed[];
  public readonly role: EndpointRole;
  public readonly models: ReleasedModel[];
  public readonly configuration: ReleasedConfiguration;
  public readonly endpoint: CloudControlResource;
  public readonly component?: CloudControlResource;
  public readonly scaling: EndpointScaling;
  public readonly logs: CloudwatchLogGroup;
  private readonly values: Values;
  private readonly place: Place;
  private capture?: CapturePlan;
  private captured?: ArtifactPath;
  private monitored = false;

  public constructor(scope: Construct, id: string, private readonly props: SageMakerEndpointProps) {
    super(scope, id);
    const { platform, plan, guards } = props;
    const { name, capture } = plan;
    const { region, accountId, tags } = platform;
    this.place = placeOf(region, accountId);
    const key = platform.encryptionKey.keyId;
    this.values = { ...this.place, key, account: accountId, name: platform.platformName, endpoint: name, logs: this.logGroupName() };
    this.logs = this.makeLogs();
    this.role = new EndpointRole(this, 'Role', { platform, plan, values: this.values, guardArns: guards.map(({ alarmId }) => alarmId) });
    const atFirst = capture ? this.startCapture(capture) : [];
    const place: ServingPlace = {
      roleArn: this.role.resource.arn,
      subnetIds: platform.network.privateSubnetIds,
      securityGroupId: platform.jobSecurityGroupId,
      keyArn: platform.encryptionKey.keyId,
    };
    const after = [...this.role.ready, ...atFirst];
    this.models = modelsOf(plan).map((variant) => new ReleasedModel(this, `Model-${variant.name}`, { endpoint: plan, variant, place, tags, after }));
    const names = Object.fromEntries(modelsOf(plan).map((variant, i) => [variant.name, this.models[i]!.modelName]));
    const properties = () => {
      const { capture: kept, captureLocation: captureUri, monitored } = this;
      return endpointConfiguration({ ...plan, capture: kept }, names, { ...place, captureUri, monitored });
    };
    this.configuration = new ReleasedConfiguration(this, 'Configuration', { name, properties, tags });
    const guardNames = guards.map(alarmName);
    this.endpoint = this.makeEndpoint(guardNames);
    this.component = this.isComponent() ? this.makeComponent(this.models[0]!, guardNames) : undefined;
    this.scaling = new EndpointScaling(this, 'Scaling', { plan, tags, after: this.component ?? this.endpoint });
    this.identity = this.role.identity;
    this.invokeUrl = invokeUrl(name, region, this.place.dnsSuffix);
    this.quotas = servingQuotas(plan).map((need) => ({ ...need, region, nodeGroups: [] }));
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  /** The configuration is that of a capture from the first; so is what its models wait for. */
  public keepRequests(capture: CapturePlan): void {
    this.monitored = true;
    if (this.captured) return;
    const ready = this.startCapture(capture).map(addressOf);
    this.models.forEach(({ resource }) => (resource.dependsOn = [...(resource.dependsOn ?? []), ...ready]));
  }

  public grantInvoke(identity: IIdentity): void {
    const { plan, platform } = this.props;
    const right = invokeRight(this.isComponent(), plan.access === 'private' ? platform.network.networkId : undefined);
    grantTo(this, { identity, platformName: platform.platformName, right: 'invoke', place: this.place, statements: [allow(right, this.values)] });
  }

  private startCapture(capture: CapturePlan): IamRolePolicy[] {
    const { platform, plan } = this.props;
    this.capture = capture;
    this.captured = capture.path ?? platform.artifacts.path(`capture/${plan.name}`);
    return this.role.letCapture(this.captured);
  }

  private isComponent(): boolean {
    return this.props.plan.place.kind === 'scale-to-zero';
  }

  /** By Cloud Control, since the provider's own resource cannot keep the number of machines that runs: https://github.com/hashicorp/terraform-provider-aws/pull/49069 */
  private makeEndpoint(guardNames: readonly string[]): CloudControlResource {
    const { plan, platform } = this.props;
    const { configurationName, resource } = this.configuration;
    return this.long(new CloudControlResource(this, 'Resource', {
      schema: SAGEMAKER_ENDPOINT,
      desiredState: {
        EndpointName: plan.name,
        EndpointConfigName: configurationName,
        ...(this.isComponent() ? {} : endpointRollout(plan, guardNames)),
        Tags: tagList(platform.tags),
      },
      dependsOn: [resource, this.logs],
      lifecycle: { postcondition: [wentBack('.EndpointConfigName', configurationName, plan.name, addressOf(resource))] },
    }));
  }

  private makeComponent({ modelName, resource }: ReleasedModel, guardNames: readonly string[]): CloudControlResource {
    const { plan, platform } = this.props;
    const dependsOn: ITerraformDependable[] = [this.endpoint, resource];
    return this.long(new CloudControlResource(this, 'Component', {
      schema: SAGEMAKER_INFERENCE_COMPONENT,
      desiredState: { ...inferenceComponent(plan, modelName), ...componentRollout(plan, guardNames), Tags: tagList(platform.tags) },
      dependsOn,
      lifecycle: { postcondition: [wentBack('.Specification.ModelName', modelName, plan.name, addressOf(resource))] },
    }));
  }

  private long(resource: CloudControlResource): CloudControlResource {
    resource.addOverride('timeouts', TIMEOUTS);
    return resource;
  }

  private logGroupName(): string {
    return fill<string>(this.isComponent() ? COMPONENT_LOG_GROUP : ENDPOINT_LOG_GROUP, { endpoint: this.props.plan.name });
  }

  /** SageMaker would make the group by itself, without a key, and keep its lines for ever. */
  private makeLogs(): CloudwatchLogGroup {
    const { platform: { profile: { settings }, encryptionKey, tags } } = this.props;
    return new CloudwatchLogGroup(this, 'Logs', {
      name: this.logGroupName(),
      retentionInDays: settings.logsKept.toDays(),
      kmsKeyId: encryptionKey.keyId,
      tags: { ...tags },
    });
  }
}
