import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnEndpoint, CfnEndpointConfig, CfnEndpointConfigProps, CfnEndpointProps, CfnInferenceComponent, CfnInferenceComponentProps, CfnModel, CfnModelProps } from 'aws-cdk-lib/aws-sagemaker';
import { CfnDeletionPolicy, CfnResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { ArtifactPath, IAlarm, IIdentity, QuotaNeed } from '../../core';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { CapturePlan, ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { fill, Values } from '../../facts/aws/fill';
import { inferenceComponent } from '../../facts/aws/serving-component';
import { endpointConfiguration, ServingPlace } from '../../facts/aws/serving-config';
import { servedModel } from '../../facts/aws/serving-model';
import { servingQuotas } from '../../facts/aws/serving-quotas';
import { invokeRight } from '../../facts/aws/serving-rights';
import { componentRollout, endpointRollout } from '../../facts/aws/serving-rollout';
import { COMPONENT_LOG_GROUP, ENDPOINT_LOG_GROUP, invokeUrl } from '../../facts/aws/serving-service';
import { grant } from '../identity/statements';
import { pascal } from '../names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { privateSubnets } from '../platform/platform-network';
import { stackValues } from '../stack-values';
import { cfnProperties } from './cfn-properties';
import { EndpointBackend } from './endpoint-backend';
import { EndpointRole } from './endpoint-role';
import { EndpointScaling } from './endpoint-scaling';
import { alarmName } from './guard-alarms';

export interface SageMakerEndpointProps {
  readonly platform: IMlPlatform;
  readonly plan: ModelEndpointPlan<ServicePlace>;
  /** The alarms that send a rollout back. */
  readonly guards: readonly IAlarm[];
}

/** An endpoint of SageMaker, with its models as variants, or with one as a component. */
export class SageMakerEndpoint extends Construct implements EndpointBackend {
  public readonly identity: IIdentity;
  public readonly invokeUrl: string;
  public readonly quotas: QuotaNeed[];
  public readonly role: EndpointRole;
  public readonly models: CfnModel[];
  public readonly configuration: CfnEndpointConfig;
  public readonly endpoint: CfnEndpoint;
  public readonly component?: CfnInferenceComponent;
  public readonly scaling: EndpointScaling;
  public readonly logs: LogGroup;
  private readonly values: Values;
  private capture?: CapturePlan;
  private captured?: ArtifactPath;
  private monitored = false;

  public constructor(scope: Construct, id: string, private readonly props: SageMakerEndpointProps) {
    super(scope, id);
    const { platform, plan, guards } = props;
    const { name, capture } = plan;
    const { region } = Stack.of(this);
    this.values = { ...stackValues(this, platform.platformName), key: platform.key.keyArn, endpoint: name, logs: this.logGroupName() };
    this.logs = this.makeLogs();
    this.role = new EndpointRole(this, 'Role', { platform, plan, values: this.values, guardArns: guards.map(({ alarmId }) => alarmId) });
    const rights = capture ? this.startCapture(capture) : this.role.rights;
    const place: ServingPlace = {
      roleArn: this.role.role.roleArn,
      subnetIds: privateSubnets(platform.vpc).map(({ subnetId }) => subnetId),
      securityGroupId: platform.jobSecurityGroup.securityGroupId,
      keyArn: platform.key.keyArn,
    };
    this.models = modelsOf(plan).map((variant) => this.release(
      new CfnModel(this, `${pascal(variant.name)}Model`, cfnProperties<CfnModelProps>(servedModel(plan, variant, place))),
    ));
    // SageMaker reads what it serves as soon as the model is made.
    this.models.forEach((model) => model.node.addDependency(rights));
    const names = Object.fromEntries(modelsOf(plan).map((variant, i) => [variant.name, this.models[i]!.attrModelName]));
    this.configuration = this.release(new CfnEndpointConfig(this, 'Configuration', this.configurationProps(names, place)));
    const guardNames = guards.map(alarmName);
    const isComponent = this.isComponent();
    this.endpoint = new CfnEndpoint(this, 'Resource', {
      endpointName: name,
      endpointConfigName: this.configuration.attrEndpointConfigName,
      ...(isComponent ? {} : cfnProperties<Partial<CfnEndpointProps>>(endpointRollout(plan, guardNames))),
    });
    this.endpoint.addResourceDependency(this.logs.node.defaultChild as CfnResource);
    this.component = isComponent ? this.makeComponent(this.models[0]!, guardNames) : undefined;
    this.scaling = new EndpointScaling(this, 'Scaling', { plan, after: this.component ?? this.endpoint });
    this.identity = this.role.identity;
    this.invokeUrl = invokeUrl(name, region, String(this.values.dnsSuffix));
    this.quotas = servingQuotas(plan).map((need) => ({ ...need, region, nodeGroups: [] }));
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  /** The configuration is that of a capture from the first; so is what its models wait for. */
  public keepRequests(capture: CapturePlan): void {
    this.monitored = true;
    if (this.captured) return;
    const rights = this.startCapture(capture);
    this.models.forEach((model) => model.node.addDependency(rights));
  }

  public grantInvoke(identity: IIdentity): void {
    const { plan, platform } = this.props;
    grant(this, identity, invokeRight(this.isComponent(), plan.access === 'private' ? platform.network.networkId : undefined), this.values);
  }

  private startCapture(capture: CapturePlan): IDependable {
    const { platform, plan } = this.props;
    this.capture = capture;
    this.captured = capture.path ?? platform.artifacts.path(`capture/${plan.name}`);
    return this.role.letCapture(this.captured);
  }

  /** What is captured is asked for at synthesis: a monitor that is made later may have switched it on. */
  private configurationProps(names: Readonly<Record<string, string>>, place: ServingPlace): CfnEndpointConfigProps {
    const written = () => cfnProperties<CfnEndpointConfigProps>(endpointConfiguration(
      { ...this.props.plan, capture: this.capture }, names, { ...place, captureUri: this.captureLocation, monitored: this.monitored },
    ));
    return { ...written(), dataCaptureConfig: Lazy.any({ produce: () => written().dataCaptureConfig }) };
  }

  private isComponent(): boolean {
    return this.props.plan.place.kind === 'scale-to-zero';
  }

  private makeComponent(model: CfnModel, guardNames: readonly string[]): CfnInferenceComponent {
    const { plan } = this.props;
    const properties = { ...inferenceComponent(plan, model.attrModelName), ...componentRollout(plan, guardNames) };
    const component = new CfnInferenceComponent(this, 'Component', cfnProperties<CfnInferenceComponentProps>(properties));
    component.addResourceDependency(this.endpoint);
    return component;
  }

  private logGroupName(): string {
    return fill<string>(this.isComponent() ? COMPONENT_LOG_GROUP : ENDPOINT_LOG_GROUP, { endpoint: this.props.plan.name });
  }

  /** SageMaker would make the group by itself, without a key, and keep its lines for ever. */
  private makeLogs(): LogGroup {
    const { platform: { profile: { settings }, key } } = this.props;
    return new LogGroup(this, 'Logs', {
      logGroupName: this.logGroupName(),
      encryptionKey: key,
      retention: settings.logsKept.toDays(),
      removalPolicy: settings.deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /**
   * What belongs to a release is made anew with each, under a name of its own. The old one is kept: nobody documents that a stack fails whose endpoint went back to
   * it, and CloudFormation would remove what serves. Terraform's provider did: https://github.com/hashicorp/terraform-provider-aws/issues/48997
   */
  private release<T extends CfnResource>(resource: T): T {
    resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
    return resource;
  }
}
