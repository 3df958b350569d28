import { CfnComputeEnvironment, CfnJobQueue } from 'aws-cdk-lib/aws-batch';
import { CfnLaunchTemplate, CfnPlacementGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnInstanceProfile } from 'aws-cdk-lib/aws-iam';
import { Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { BATCH_ROOT_DEVICE, BATCH_UPDATE, batchCapacity, batchDisk, batchImage, liesClose } from '../../facts/aws/batch-compute';
import { NEVER_STARTS } from '../../facts/aws/batch-service';
import { NODE_METADATA } from '../../facts/aws/nodes';
import { JobSecurityGroup } from '../network/job-security-group';
import { privateSubnets } from '../platform/platform-network';
import { BatchContext } from './batch-plan';
import { BatchRoles } from './batch-roles';

/**
 * The machines of a job, of which there are none while nothing runs, and the queue before them.
 *
 * AWS Batch changes neither the tags nor the name of what it has made, so that CloudFormation makes it anew; names are left to it, since what is to be there
 * twice for a while cannot have one of ours.
 */
export class BatchCompute extends Construct {
  public readonly environment: CfnComputeEnvironment;
  public readonly queue: CfnJobQueue;

  public constructor(scope: Construct, id: string, private readonly context: BatchContext, roles: BatchRoles) {
    super(scope, id);
    this.environment = this.makeEnvironment(roles);
    const { attrComputeEnvironmentArn: environmentArn } = this.environment;
    roles.admitNodes(Fn.select(1, Fn.split('/', environmentArn)));
    this.queue = new CfnJobQueue(this, 'Queue', {
      priority: 1,
      state: 'ENABLED',
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: environmentArn }],
      jobStateTimeLimitActions: NEVER_STARTS.map((action) => ({ ...action })),
    });
  }

  private makeEnvironment(roles: BatchRoles): CfnComputeEnvironment {
    const { plan, platform } = this.context;
    const { machine, maxCpus, capacity } = plan.place;
    const close = liesClose(plan);
    const subnets = privateSubnets(platform.vpc).map(({ subnetId }) => subnetId);
    const template = this.launchTemplate();
    return new CfnComputeEnvironment(this, 'Resource', {
      type: 'MANAGED',
      state: 'ENABLED',
      // Changes in place: a queue would hold on to what is to be replaced. No role is named, since that needs the one which is linked to the service:
      // https://docs.aws.amazon.com/batch/latest/userguide/infrastructure-updates.html
      replaceComputeEnvironment: false,
      updatePolicy: BATCH_UPDATE,
      computeResources: {
        ...batchCapacity(capacity),
        minvCpus: 0,
        maxvCpus: maxCpus,
        instanceTypes: [machine.name],
        instanceRole: new CfnInstanceProfile(this, 'Profile', { roles: [roles.nodes.roleName] }).attrArn,
        ec2Configuration: [{ imageType: batchImage(plan.gpus) }],
        updateToLatestImageVersion: true,
        launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
        placementGroup: close ? new CfnPlacementGroup(this, 'Placement', { strategy: 'cluster' }).attrGroupName : undefined,
        // A placement group lies in one zone: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html
        subnets: close ? subnets.slice(0, 1) : subnets,
        securityGroupIds: [new JobSecurityGroup(this, 'Jobs', plan.name, platform.vpc).group.securityGroupId],
        tags: { ...platform.tags, Name: plan.name },
      },
    });
  }

  private launchTemplate(): CfnLaunchTemplate {
    const { plan, platform } = this.context;
    const { reservationId: capacityReservationId } = plan.place;
    const tags = Object.entries({ ...platform.tags, Name: plan.name }).map(([key, value]) => ({ key, value }));
    return new CfnLaunchTemplate(this, 'Template', {
      launchTemplateData: {
        capacityReservationSpecification: capacityReservationId ? { capacityReservationTarget: { capacityReservationId } } : undefined,
        blockDeviceMappings: [{
          deviceName: BATCH_ROOT_DEVICE,
          ebs: { volumeType: 'gp3', volumeSize: plan.diskGib ?? batchDisk(plan.gpus), encrypted: true, kmsKeyId: platform.key.keyArn, deleteOnTermination: true },
        }],
        metadataOptions: NODE_METADATA,
        monitoring: { enabled: true },
        tagSpecifications: ['volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      },
      tagSpecifications: [{ resourceType: 'launch-template', tags }],
    });
  }
}
