import { isUnresolved, Problems } from '../private';
import { ArtifactPath } from '../storage';
import { DataMount } from './data-mount';

/** How a job reaches data: a folder of objects, an address, or the folder of a claim of Kubernetes. */
export interface MountPlan {
  readonly kind: 'files' | 'stream' | 'claim';
  /** The address of the objects; none of a claim. */
  readonly uri?: string;
  /** Where access is granted; none of what lies outside. */
  readonly path?: ArtifactPath;
  readonly claimName?: string;
}

/** Data that a job reads. */
export interface InputPlan extends MountPlan {
  readonly name: string;
  /** The variable that says where it is. */
  readonly variable: string;
}

export interface MountContext {
  /** What an address of the target's stores looks like: `s3://…`. */
  readonly storageUri: RegExp;
  /** The same in words, for messages. */
  readonly storageName: string;
  readonly inCluster: boolean;
  readonly acknowledged: readonly string[];
}

/** Names of Kubernetes, which the names of volumes are made of, end in a letter or a digit. */
const NAME = /^[a-z](?:[a-z0-9_]{0,30}[a-z0-9])?$/;

export function planInputs(inputs: Readonly<Record<string, DataMount>>, context: MountContext, problems: Problems): InputPlan[] {
  return Object.keys(inputs).sort().flatMap((name) => {
    if (!NAME.test(name)) {
      problems.add('job/data-name', `'${name}' cannot name data: use a lower-case letter, then up to 31 lower-case letters, digits and '_', no '_' last, of which ML_INPUT_<NAME> is made`);
    }
    const mount = planMount(inputs[name]!, `the data '${name}'`, context, problems);
    return { ...mount, name, variable: `ML_INPUT_${name.toUpperCase()}` };
  });
}

export function planMount(mount: DataMount, what: string, context: MountContext, problems: Problems): MountPlan {
  const { kind, uri, path, claimName } = mount;
  if (kind === 'claim') {
    if (!context.inCluster) {
      problems.add('job/claim', `${what} is the claim '${claimName}' of Kubernetes, but the job runs in no cluster: give DataMount.files(…), or take TrainingBackend.cluster(…)`);
    }
    return { kind, claimName };
  }
  checkUri(uri!, what, context, problems);
  if (kind === 'external') {
    if (!context.acknowledged.includes('job/data-grant')) {
      problems.add(
        'job/data-grant',
        `${what} lies at '${uri}', outside of every store of this program, and nothing grants the job access: give a path of a store (fromExisting makes one of what exists), `
          + "or grant the job's identity access there and acknowledge 'job/data-grant'",
      );
    }
    return { kind: 'stream', uri };
  }
  return { kind: kind as 'files' | 'stream', uri, path };
}

function checkUri(uri: string, what: string, { storageUri, storageName }: MountContext, problems: Problems): void {
  if (isUnresolved(uri.split('/')[0]) || storageUri.test(uri)) return;
  problems.add('job/data-cloud', `${what} lies at '${uri}', which a job here cannot reach: give data of ${storageName}`);
}
