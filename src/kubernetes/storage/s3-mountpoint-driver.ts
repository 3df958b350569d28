import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';

/** How buckets are opened whose volumes do not take the identity of their pods. */
export interface S3MountpointDriverProps {
  /**
   * A Secret in the namespace `kube-system` with the keys of an object store that knows no identities of pods, such as MinIO. You make it; pods of the
   * driver read it when they start.
   * @default - none: each volume is opened as whoever the pod is, with `authenticationSource: pod`
   */
  readonly credentialsSecret?: string;

  /**
   * The key in the Secret that holds the id of the access key.
   * @default 'AWS_ACCESS_KEY_ID'
   */
  readonly accessKeyIdKey?: string;

  /**
   * The key in the Secret that holds the secret access key.
   * @default 'AWS_SECRET_ACCESS_KEY'
   */
  readonly secretAccessKeyKey?: string;
}

/** Where the images of the chart lie: https://github.com/awslabs/mountpoint-s3-csi-driver/blob/v2.7.0/charts/aws-mountpoint-s3-csi-driver/values.yaml */
const DRIVER = 'public.ecr.aws/mountpoint-s3-csi-driver/aws-mountpoint-s3-csi-driver';
const SIDECARS: Readonly<Record<string, string>> = {
  nodeDriverRegistrar: 'public.ecr.aws/csi-components/csi-node-driver-registrar',
  livenessProbe: 'public.ecr.aws/csi-components/livenessprobe',
};

/**
 * Buckets of S3, or of a store that speaks its language, as volumes: for data that is read often and written once. The address of another store than S3 is
 * an option of the volume, `endpoint-url`. On EKS the driver needs no right: `addServiceAccount` gives pods theirs.
 *
 * @see https://github.com/awslabs/mountpoint-s3-csi-driver
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function mountBuckets(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.S3MountpointDriver());
 * }
 */
export class S3MountpointDriver implements IClusterSoftware {
  public readonly softwareName: string = FEATURES.s3MountpointDriver;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props how buckets are opened
   */
  public constructor(private readonly props: S3MountpointDriverProps = {}) {}

  public parts({ mirror }: ClusterTraits): SoftwareParts {
    const { credentialsSecret, accessKeyIdKey = 'AWS_ACCESS_KEY_ID', secretAccessKeyKey = 'AWS_SECRET_ACCESS_KEY' } = this.props;
    const values = {
      // A node with a taint that no group was described with mounts volumes, too.
      node: { tolerateAllTaints: true },
      ...(credentialsSecret ? { awsAccessSecret: { name: credentialsSecret, keyId: accessKeyIdKey, accessKey: secretAccessKeyKey } } : {}),
      ...(mirror ? images(mirror) : {}),
    };
    // It belongs to the system, as its project has it; the pods that mount stand in `mount-s3`, a restricted namespace that the chart makes.
    return { charts: [{ releaseName: this.softwareName, ...CHARTS.s3MountpointDriver, namespace: 'kube-system', values }] };
  }
}

function images(mirror: string): Record<string, unknown> {
  const sidecars = Object.entries(SIDECARS).map(([sidecar, image]) => [sidecar, { image: { repository: mirroredImage(mirror, image) } }]);
  return { image: { repository: mirroredImage(mirror, DRIVER) }, sidecars: Object.fromEntries(sidecars) as unknown };
}
