import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { MountPlan } from '../../core/jobs/mount-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { folderOf, StoreFacts, storeFactsOf } from './store-facts';

/** Where a run finds data. */
export interface DataPlace {
  readonly variable: string;
  /** What the variable begins with, in a shell. */
  readonly expression: string;
  /** Whether each run has a part of its own. */
  readonly ofRun: boolean;
  readonly isFolder: boolean;
}

/** Data that Azure ML mounts for a run, as ARM writes it. */
export interface JobInput {
  readonly jobInputType: 'uri_folder';
  readonly mode: 'ReadOnlyMount';
  readonly uri: string;
}

export interface JobOutput {
  readonly jobOutputType: 'uri_folder';
  readonly mode: 'ReadWriteMount';
  readonly uri: string;
}

/** The body of `Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01`, as far as it is used. */
interface DatastoreBody {
  readonly properties: {
    readonly datastoreType: 'AzureBlob';
    readonly subscriptionId?: string;
    readonly resourceGroup: string;
    readonly accountName: string;
    readonly containerName: string;
    readonly protocol: 'https';
    readonly endpoint: string;
    readonly credentials: { readonly credentialsType: 'None' };
    readonly serviceDataAccessAuthIdentity: 'None';
    readonly tags: Readonly<Record<string, string>>;
  };
}

interface NamedMount {
  readonly name: string;
  readonly variable: string;
  readonly mount: MountPlan;
  readonly ofRun: boolean;
}

/**
 * The data of a job: a datastore for each container that is mounted, without a key, so that a run reaches it as its own identity; outputs are taken in no other form.
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-read-write-data-v2#paths
 */
export class JobData extends Construct {
  public readonly inputs: Readonly<Record<string, JobInput>>;
  public readonly outputs: Readonly<Record<string, JobOutput>>;
  public readonly places: readonly DataPlace[];
  public readonly datastores: TerraformResource[] = [];
  /** Addresses of objects, by the variables that begin with them. */
  public readonly environment: Readonly<Record<string, string>>;

  private readonly names = new Map<string, string>();

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly plan: TrainingJobPlan<ServicePlace>) {
    super(scope, id);
    const mounts = mountsOf(plan);
    const mounted = mounts.filter(({ mount }) => mount.kind === 'files');
    const streamed = mounts.filter(({ mount }) => mount.kind === 'stream');
    this.inputs = Object.fromEntries(mounted.filter(({ ofRun }) => !ofRun).map(({ name, mount }) => [name, { jobInputType: 'uri_folder', mode: 'ReadOnlyMount', uri: this.uriOf(mount) }]));
    this.outputs = Object.fromEntries(mounted.filter(({ ofRun }) => ofRun).map(({ name, mount }) => [name, { jobOutputType: 'uri_folder', mode: 'ReadWriteMount', uri: this.uriOf(mount) }]));
    this.environment = Object.fromEntries(streamed.map(({ variable, mount }) => [variable, mount.uri!.replace(/\/+$/, '')]));
    this.places = [
      ...mounted.map(({ name, variable, ofRun }) => ({ variable, expression: `\${{${ofRun ? 'outputs' : 'inputs'}.${name}}}`, ofRun, isFolder: true })),
      ...streamed.filter(({ ofRun }) => ofRun).map(({ variable, ofRun }) => ({ variable, expression: `$${variable}`, ofRun, isFolder: false })),
    ];
  }

  private uriOf({ path }: MountPlan): string {
    const facts = storeFactsOf(path!);
    const key = `${facts.account}/${facts.container}`;
    const name = this.names.get(key) ?? this.datastore(facts);
    this.names.set(key, name);
    return `azureml://datastores/${name}/paths/${folderOf(path!.key)}`;
  }

  /** Names of datastores are letters, digits and `_`: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-datastore */
  private datastore(facts: StoreFacts): string {
    const { platform, plan, names, datastores } = this;
    const name = `${plan.name.replace(/-/g, '_')}_${names.size + 1}`;
    datastores.push(new AzapiResource<DatastoreBody>(this, `Datastore-${names.size + 1}`, {
      type: 'Microsoft.MachineLearningServices/workspaces/datastores',
      name,
      parentId: platform.machineLearningWorkspaceId,
      body: {
        properties: {
          datastoreType: 'AzureBlob',
          subscriptionId: facts.subscription,
          resourceGroup: facts.resourceGroup,
          accountName: facts.account,
          containerName: facts.container,
          protocol: 'https',
          endpoint: 'core.windows.net',
          credentials: { credentialsType: 'None' },
          serviceDataAccessAuthIdentity: 'None',
          tags: platform.tags,
        },
      },
    }));
    return name;
  }
}

function mountsOf({ inputs, checkpoints, output }: TrainingJobPlan<ServicePlace>): NamedMount[] {
  return [
    ...inputs.map((mount) => ({ name: mount.name, variable: mount.variable, mount, ofRun: false })),
    ...(checkpoints ? [{ name: 'checkpoints', variable: 'ML_CHECKPOINT_DIR', mount: checkpoints, ofRun: true }] : []),
    ...(output ? [{ name: 'output', variable: 'ML_OUTPUT_DIR', mount: output, ofRun: true }] : []),
  ];
}
