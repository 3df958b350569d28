import { isUnresolved, refuse } from '../private';
import { ArtifactPath } from '../storage';

/** A name of Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const CLAIM = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * Data that a job reads or writes, and how it reaches it.
 *
 * @example
 * import { DataMount, IMlPlatform } from 'ml-platform-constructs';
 *
 * function inputs(ml: IMlPlatform): Record<string, DataMount> {
 *   return { train: DataMount.files(ml.artifacts.path('imagenet/train')), labels: DataMount.stream(ml.artifacts.path('imagenet/labels')) };
 * }
 */
export class DataMount {
  /**
   * As a folder, whose files are fetched when they are read: Mountpoint for S3 or SageMaker's fast file mode, Cloud Storage FUSE, the Blob driver or a mount
   * of Azure ML. The job is granted what it needs.
   *
   * @param path where the objects lie
   */
  public static files(path: ArtifactPath): DataMount {
    return new DataMount('files', path.uri, path);
  }

  /**
   * As an address only, for code that reads and writes objects by itself. The job is granted what it needs.
   *
   * @param path where the objects lie
   */
  public static stream(path: ArtifactPath): DataMount {
    return new DataMount('stream', path.uri, path);
  }

  /**
   * As the folder of a claim of Kubernetes on a volume, such as a Lustre file system; on a cluster only. Throws `job/claim`.
   *
   * @param claimName the name of the PersistentVolumeClaim, in the namespace of the job
   */
  public static claim(claimName: string): DataMount {
    if (!isUnresolved(claimName) && !CLAIM.test(claimName)) {
      refuse('job/claim', `'${claimName}' cannot name a claim of Kubernetes: use lower-case letters, digits, hyphens and dots`);
    }
    return new DataMount('claim', undefined, undefined, claimName);
  }

  /**
   * As the address of objects that lie outside of every store of this program. Nothing is granted, so that it is refused with `job/data-grant` until that is
   * acknowledged: grant the job's `identity` access where the data is.
   *
   * @param uri the address, as the cloud writes it
   */
  public static external(uri: string): DataMount {
    return new DataMount('external', uri);
  }

  private constructor(
    /** `files`, `stream`, `claim` or `external`. */
    public readonly kind: string,
    /** The address of the objects; none of a claim. */
    public readonly uri?: string,
    /** The place in a store of this program. */
    public readonly path?: ArtifactPath,
    /** The claim of Kubernetes. */
    public readonly claimName?: string,
  ) {}
}
