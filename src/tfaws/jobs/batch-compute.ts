import { Construct } from 'constructs';
import { BATCH_ROOT_DEVICE, BATCH_UPDATE, batchCapacity, batchDisk, batchImage, liesClose } from '../../facts/aws/batch-compute';
import { NEVER_STARTS } from '../../facts/aws/batch-service';
import { NODE_METADATA } from '../../facts/aws/nodes';
import { BatchComputeEnvironment } from '../../providers/aws/batch-compute-environment';
import { BatchJobQueue } from '../../providers/aws/batch-job-queue';
import { IamInstanceProfile } from '../../providers/aws/iam-instance-profile';
import { LaunchTemplate } from '../../providers/aws/launch-template';
import { PlacementGroup } from '../../providers/aws/placement-group';
import { JobSecurityGroup } from '../network/job-security-group';
import { BatchContext } from './batch-plan';
import { BatchRoles } from './batch-roles';

/** The machines of a job, of which there are none while nothing runs, and the queue before them. */
export class BatchCompute extends Construct {
  public readonly environment: BatchComputeEnvironment;
  public readonly queue: BatchJobQueue;

  public constructor(scope: Construct, id: string, private readonly context: BatchContext, roles: BatchRoles) {
    super(scope, id);
    const { plan, tags } = context;
    this.environment = this.makeEnvironment(roles);
    // Its id is its name.
    roles.admitNodes(this.environment.id);
    this.queue = new BatchJobQueue(this, 'Queue', {
      name: plan.name,
      priority: 1,
      state: 'ENABLED',
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: this.environment.arn }],
      jobStateTimeLimitAction: NEVER_STARTS.map((action) => ({ ...action })),
      tags,
    });
  }

  private makeEnvironment(roles: BatchRoles): BatchComputeEnvironment {
    const { plan, platform, tags } = this.context;
    const { machine, maxCpus, capacity } = plan.place;
    const close = liesClose(plan);
    const { networkId, privateSubnetIds } = platform.network;
    const template = this.launchTemplate();
    const profile = new IamInstanceProfile(this, 'Profile', { name: roles.nodes.name, role: roles.nodes.name, tags });
    return new BatchComputeEnvironment(this, 'Resource', {
      type: 'MANAGED',
      state: 'ENABLED',
      // No role is named: what may be changed in place needs the one that is linked to the service. No name is given: the argument has one name in 5.x and
      // another in 6.x, and what replaces an environment has to be there before it, since a queue holds on to the old one.
      // https://docs.aws.amazon.com/batch/latest/userguide/infrastructure-updates.html, https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
      lifecycle: { createBeforeDestroy: true },
      updatePolicy: BATCH_UPDATE,
      computeResources: {
        ...batchCapacity(capacity),
        minVcpus: 0,
        maxVcpus: maxCpus,
        instanceType: [machine.name],
        instanceRole: profile.arn,
        ec2Configuration: [{ imageType: batchImage(plan.gpus) }],
        launchTemplate: { launchTemplateId: template.id, version: template.getStringAttribute('latest_version') },
        placementGroup: close ? new PlacementGroup(this, 'Placement', { name: plan.name, strategy: 'cluster', tags }).name : undefined,
        // A placement group lies in one zone: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html
        subnets: close ? privateSubnetIds.slice(0, 1) : privateSubnetIds,
        securityGroupIds: [new JobSecurityGroup(this, 'SecurityGroup', plan.name, networkId, tags).groupId],
        tags: { ...tags, Name: plan.name },
      },
      tags: { ...tags, Name: plan.name },
    });
  }

  private launchTemplate(): LaunchTemplate {
    const { plan, platform, tags } = this.context;
    const { reservationId: capacityReservationId } = plan.place;
    const named = { ...tags, Name: plan.name };
    return new LaunchTemplate(this, 'Template', {
      name: plan.name,
      description: `Machines of the job ${plan.name}`,
      updateDefaultVersion: true,
      capacityReservationSpecification: capacityReservationId ? { capacityReservationTarget: { capacityReservationId } } : undefined,
      blockDeviceMappings: [{
        deviceName: BATCH_ROOT_DEVICE,
        ebs: { volumeType: 'gp3', volumeSize: plan.diskGib ?? batchDisk(plan.gpus), encrypted: 'true', kmsKeyId: platform.encryptionKey.keyId, deleteOnTermination: 'true' },
      }],
      metadataOptions: NODE_METADATA,
      monitoring: { enabled: true },
      tagSpecifications: ['volume', 'network-interface'].map((resourceType) => ({ resourceType, tags: named })),
      tags,
    });
  }
}
