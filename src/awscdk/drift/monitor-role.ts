import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct, DependencyGroup, IDependable } from 'constructs';
import { ArtifactPath } from '../../core';
import { monitorImages } from '../../facts/aws/drift-images';
import { filesKey } from '../../facts/aws/drift-monitor';
import { imageRepositories, monitorRights } from '../../facts/aws/drift-rights';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { fill } from '../../facts/aws/fill';
import { folder } from '../../facts/aws/sagemaker-job';
import { Identity } from '../identity/identity';
import { statements } from '../identity/statements';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DriftContext } from './drift-context';

/** Who the jobs of a monitor are: one role a monitor, which reads requests, ground truth and baseline, and writes reports. */
export class MonitorRole extends Construct {
  public readonly role: Role;
  /** What has to be there before a job is started as the role. */
  public readonly rights: IDependable;

  public constructor(scope: Construct, id: string, { platform, plan, values }: DriftContext) {
    super(scope, id);
    const { partition, region } = values as Readonly<Record<string, string>>;
    const { source, baseline, groundTruth, reports, signals } = plan;
    const service = new ServicePrincipal(EXECUTION_TRUST.service);
    this.role = new Role(this, 'Resource', {
      description: `${plan.name}: jobs of the monitor`,
      assumedBy: service.withConditions(fill(EXECUTION_TRUST.conditions, values)),
    });
    const { analyzer, clarify } = monitorImages(region!)!;
    const images = [analyzer, ...(clarify !== undefined && (signals.bias ?? signals.attribution) ? [clarify] : [])];
    const rights = monitorRights({ attribution: signals.attribution !== undefined });
    new ManagedPolicy(this, 'Policy', {
      description: `${plan.name}: what SageMaker does for the monitor`,
      statements: statements(rights, { ...values, repositories: imageRepositories(images, partition!) }),
      roles: [this.role],
    });
    const identity = Identity.of(this.role);
    const { artifacts } = source.endpoint._traits().platform as IMlPlatform;
    const captured = source.capture.path ?? artifacts.path(`capture/${source.endpoint.endpointName}`);
    const read: ArtifactPath[] = [captured, baseline.path, ...(groundTruth ? [groundTruth.path] : [])];
    read.forEach(({ store, key }) => store.grantRead(identity, folder(key)));
    const write = [reports!, platform.artifacts.path(filesKey(plan.name))];
    write.forEach(({ store, key }) => store.grantWrite(identity, folder(key)));
    const policies = this.node.findAll().filter(CfnResource.isCfnResource).filter(({ cfnResourceType }) => cfnResourceType !== 'AWS::IAM::Role');
    this.rights = new DependencyGroup(...policies);
  }
}
