import { Construct } from 'constructs';
import { ArtifactPath, IIdentity } from '../../core';
import { MountPlan } from '../../core/jobs/mount-plan';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { ROLES } from '../../facts/gcp/roles';
import { StorageBucketIamMember } from '../../providers/google/storage-bucket-iam-member';
import { ArtifactStore } from '../storage/artifact-store';
import { grantOnBucket } from '../storage/store-access';

/** IAM takes 12 operators in a condition: https://docs.cloud.google.com/iam/docs/conditions-overview#limitations */
const NAMES_OF_CONDITION = 12;

/** Lets a job read its inputs and write its checkpoints and its output, and nothing beside them: `a/b` does not open `a/bc`. */
export function grantData(scope: Construct, plan: TrainingJobPlan, identity: IIdentity): void {
  const { read, write } = grantedPaths(plan);
  read.forEach((path) => grantOnBucket(scope, bucketOf(path), ROLES.objectViewer, identity, folderOf(path)));
  write.forEach((path) => grantOnBucket(scope, bucketOf(path), ROLES.objectUser, identity, folderOf(path)));
}

/**
 * What Cloud Storage FUSE needs beside that in a container of Vertex AI, which mounts whole buckets: it lists a bucket when it is entered, and asks for each folder on
 * the way, as an object of that name. It may know the names of all objects, and read no other.
 *
 * https://github.com/GoogleCloudPlatform/gcsfuse/blob/master/docs/semantics.md#files-and-directories,
 * https://github.com/GoogleCloudPlatform/gcsfuse/blob/master/internal/gcsx/bucket_manager.go (`SetUpBucket`)
 */
export function grantFolders(scope: Construct, { inputs, checkpoints, output }: TrainingJobPlan, identity: IIdentity): void {
  const filesOf = (mounts: ReadonlyArray<MountPlan | undefined>) => mounts.flatMap((mount) => (mount?.kind === 'files' ? [mount.path!] : []));
  const [read, written] = [filesOf(inputs), filesOf([checkpoints, output])];
  [...read, ...written].forEach((path) => grantOnBucket(scope, bucketOf(path), ROLES.bucketReader, identity, undefined));
  grantWay(scope, read, ROLES.objectViewer, identity);
  grantWay(scope, written, ROLES.objectUser, identity);
}

function grantWay(scope: Construct, paths: readonly ArtifactPath[], role: string, identity: IIdentity): void {
  const stores = [...new Set(paths.map(({ store }) => store))];
  stores.forEach((store, i) => {
    const own = paths.filter((path) => path.store === store);
    const bucket = bucketOf(own[0]!);
    const names = [...new Set(own.flatMap(wayTo))];
    for (let from = 0; from < names.length; from += NAMES_OF_CONDITION) {
      const part = names.slice(from, from + NAMES_OF_CONDITION);
      new StorageBucketIamMember(scope, `Way-${role.split('.').pop()}-${i}-${from / NAMES_OF_CONDITION}`, {
        bucket,
        role,
        member: identity.identityName,
        condition: {
          title: 'only folders on the way',
          description: 'Objects that stand for the folders above the data of the job',
          expression: part.map((name) => `resource.name == "projects/_/buckets/${bucket}/objects/${name}"`).join(' || '),
        },
      });
    }
  });
}

/** `a`, `a/` and `a/b` on the way to `a/b/`. */
function wayTo(path: ArtifactPath): string[] {
  const parts = folderOf(path).split('/').slice(0, -1);
  return parts.flatMap((_, i) => {
    const name = parts.slice(0, i + 1).join('/');
    return i === parts.length - 1 ? [name] : [name, `${name}/`];
  });
}

function folderOf({ key }: ArtifactPath): string {
  return key.replace(/\/*$/, '/');
}

/** The bucket that is made has to be there before. */
export function bucketOf({ store }: ArtifactPath): string {
  return store instanceof ArtifactStore ? store.resource.getStringAttribute('name') : store.storeName;
}
