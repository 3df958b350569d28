import { Construct } from 'constructs';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { stableSuffix } from '../../core/private';
import { COMPUTE_NAME_LENGTH, IDLE_SECONDS, VM_PRIORITIES } from '../../facts/azure/ml-jobs';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The body of `Microsoft.MachineLearningServices/workspaces/computes@2025-12-01`, as far as it is used. */
interface ComputeBody {
  readonly properties: {
    readonly computeType: 'AmlCompute';
    readonly computeLocation: string;
    readonly disableLocalAuth: boolean;
    readonly properties: {
      readonly osType: 'Linux';
      readonly vmSize: string;
      readonly vmPriority: string;
      readonly enableNodePublicIp: boolean;
      readonly remoteLoginPortPublicAccess: 'Disabled';
      readonly scaleSettings: { readonly minNodeCount: number; readonly maxNodeCount: number; readonly nodeIdleTimeBeforeScaleDown: string };
    };
  };
}

export interface ComputeClusterProps {
  readonly platform: IMlPlatform;
  readonly plan: Pick<TrainingJobPlan<ServicePlace>, 'name' | 'place' | 'nodes'>;
  /** Who its nodes are. */
  readonly identityId: string;
}

/**
 * The machines of a job: none while nothing runs, in the network that the workspace manages, without addresses of the internet and without a way to log in.
 *
 * It is no serverless compute, which takes identities of the workspace only and no identity of a job:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-use-serverless-compute#identity-support-and-credential-passthrough
 * And it is no `azurerm_machine_learning_compute_cluster`, which refuses nodes without public addresses as long as the workspace's network is not there, and the
 * first compute makes that network: https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/machinelearning/machine_learning_compute_cluster_resource.go
 */
export function computeCluster(scope: Construct, id: string, { platform, plan, identityId }: ComputeClusterProps): AzapiResource {
  const { name, place, nodes } = plan;
  return new AzapiResource<ComputeBody>(scope, id, {
    type: 'Microsoft.MachineLearningServices/workspaces/computes',
    name: computeName(platform, name),
    parentId: platform.machineLearningWorkspaceId,
    location: platform.location,
    tags: platform.tags,
    identity: { type: 'UserAssigned', identityIds: [identityId] },
    body: {
      properties: {
        computeType: 'AmlCompute',
        computeLocation: platform.location,
        disableLocalAuth: true,
        properties: {
          osType: 'Linux',
          vmSize: place.machine.name,
          vmPriority: VM_PRIORITIES[place.capacity as keyof typeof VM_PRIORITIES],
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: 'Disabled',
          scaleSettings: { minNodeCount: 0, maxNodeCount: nodes.max, nodeIdleTimeBeforeScaleDown: `PT${place.keepWarmSeconds ?? IDLE_SECONDS}S` },
        },
      },
    },
    // Azure changes neither in what is there.
    replaceOn: ['properties.properties.vmSize', 'properties.properties.vmPriority'],
  });
}

/** Unique among all computes of a region; a letter behind the last hyphen, since digits alone are not taken there. */
function computeName({ nameSuffix }: IMlPlatform, name: string): string {
  const suffix = `-c${stableSuffix(nameSuffix, name)}`;
  return `${name.slice(0, COMPUTE_NAME_LENGTH - suffix.length).replace(/-+$/, '')}${suffix}`;
}
