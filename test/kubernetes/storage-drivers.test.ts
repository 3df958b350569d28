import { Accelerator, ClusterAccess, IClusterSoftware, Scaling } from '../../src/core';
import { BlobDriver, FsxLustreDriver, GcsFuseDriver, LinuxDistribution, S3MountpointDriver } from '../../src/kubernetes';
import { buildCluster, NAMED_SUBJECTS } from '../conformance/cluster-builds';
import { codesOf } from '../support/refusals';
import { synthesized as onAzure } from '../tfazure/support/stacks';
import { clusterStage as onGoogleCloud } from '../tfgcp/training/clusters';
import { MIRRORED, ON_PREMISES, repositoriesIn, traits, valuesOf } from './traits';

const refusal = (software: IClusterSoftware, clusterSystem: string): string => {
  try {
    software.parts(traits({ clusterSystem }));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('every driver', () => {
  test.each<[string, IClusterSoftware]>([
    ['S3', new S3MountpointDriver()], ['FSx', new FsxLustreDriver()], ['Blob Storage', new BlobDriver()],
  ])('%s belongs to the system, and makes no namespace', (_, driver) => {
    const { charts, namespaces } = driver.parts(traits(ON_PREMISES));
    expect([charts!.map(({ namespace }) => namespace), namespaces]).toEqual([['kube-system'], undefined]);
  });

  test('says what volumes need', () => {
    const drivers = [new S3MountpointDriver(), new GcsFuseDriver(), new BlobDriver(), new FsxLustreDriver()];
    expect(drivers.map(({ softwareName, provides }) => [softwareName, ...provides])).toEqual([['s3-mountpoint-driver'], ['gcs-fuse-driver'], ['blob-driver'], ['fsx-lustre-driver', 'lustre-driver']]);
  });

  test('runs on the nodes that taints keep others away from', () => {
    expect(valuesOf(new S3MountpointDriver()).node.tolerateAllTaints).toBe(true);
    expect(valuesOf(new FsxLustreDriver()).node.tolerateAllTaints).toBe(true);
    expect(valuesOf(new BlobDriver(), ON_PREMISES).node.tolerations).toEqual([{ operator: 'Exists' }]);
  });
});

describe('the driver of S3', () => {
  test('has no keys by itself: pods come with their own identity', () => {
    expect(Object.keys(valuesOf(new S3MountpointDriver()))).toEqual(['node']);
  });

  test('reads the keys of another store from a Secret, and no value holds one', () => {
    expect(valuesOf(new S3MountpointDriver({ credentialsSecret: 'minio' })).awsAccessSecret).toEqual({
      name: 'minio', keyId: 'AWS_ACCESS_KEY_ID', accessKey: 'AWS_SECRET_ACCESS_KEY',
    });
    const named = new S3MountpointDriver({ credentialsSecret: 'minio', accessKeyIdKey: 'id', secretAccessKeyKey: 'secret' });
    expect(valuesOf(named).awsAccessSecret).toEqual({ name: 'minio', keyId: 'id', accessKey: 'secret' });
  });

  test('comes from the mirror, with what stands beside it', () => {
    expect(repositoriesIn(valuesOf(new S3MountpointDriver(), MIRRORED))).toEqual([
      'registry.acme.internal/ml/mountpoint-s3-csi-driver/aws-mountpoint-s3-csi-driver',
      'registry.acme.internal/ml/csi-components/csi-node-driver-registrar',
      'registry.acme.internal/ml/csi-components/livenessprobe',
    ]);
  });
});

describe('the driver of FSx for Lustre', () => {
  test('has a second controller that takes over', () => {
    expect(valuesOf(new FsxLustreDriver()).controller).toEqual({ replicaCount: 2, podDisruptionBudget: { enabled: true } });
  });

  test('comes from the mirror, with what stands beside it', () => {
    const repositories = repositoriesIn(valuesOf(new FsxLustreDriver(), MIRRORED));
    expect(repositories).toHaveLength(5);
    expect(repositories.every((repository) => /^registry\.acme\.internal\/ml\/(?:fsx-csi-driver|csi-components)\//.test(repository))).toBe(true);
  });

  test.each([['gke', 'LustreCsiDriver'], ['aks', 'azurelustre-csi-driver']])('is refused on %s, which has one of its own', (clusterSystem, own) => {
    expect(codesOf(() => new FsxLustreDriver().parts(traits({ clusterSystem })))).toEqual(['storage-driver/cluster']);
    expect(refusal(new FsxLustreDriver(), clusterSystem)).toContain(own);
  });
});

describe('the driver of Blob Storage', () => {
  test.each([['aks', '--enable-blob-driver'], ['eks', 's3-mountpoint-driver']])('is refused on %s, with what to do instead', (clusterSystem, instead) => {
    expect(codesOf(() => new BlobDriver().parts(traits({ clusterSystem })))).toEqual(['storage-driver/cluster']);
    expect(refusal(new BlobDriver(), clusterSystem)).toContain(instead);
  });

  test('knows the nodes of GKE, and is told of others', () => {
    const distro = (driver: BlobDriver, clusterSystem: string) => valuesOf(driver, { clusterSystem }).linux.distro;
    expect(distro(new BlobDriver(), 'gke')).toBe('cos');
    expect(distro(new BlobDriver(), 'kubernetes')).toBe('debian');
    expect(distro(new BlobDriver({ distribution: LinuxDistribution.FLATCAR }), 'kubernetes')).toBe('flatcar');
  });

  test('comes from the mirror, and fetches nothing from Microsoft where only that is reached', () => {
    const values = valuesOf(new BlobDriver(), { ...ON_PREMISES, ...MIRRORED });
    expect(values.image).toEqual({ baseRepo: 'registry.acme.internal/ml' });
    expect(values.node).toMatchObject({ enableBlobfuseProxy: false, blobfuseProxy: { installBlobfuse2: false } });
    const coreOs = new BlobDriver({ distribution: LinuxDistribution.RHCOS });
    expect(valuesOf(coreOs, { ...ON_PREMISES, ...MIRRORED }).node.enableBlobfuseProxy).toBeUndefined();
    expect(valuesOf(new BlobDriver(), ON_PREMISES).node.enableBlobfuseProxy).toBeUndefined();
  });
});

describe('the driver of Cloud Storage', () => {
  test.each([
    ['gke', 'GcsFuseCsiDriver=ENABLED'], ['eks', 's3-mountpoint-driver'], ['kubernetes', 's3-mountpoint-driver'],
  ])('is no software on %s, and says what to do', (clusterSystem, instead) => {
    expect(codesOf(() => new GcsFuseDriver().parts(traits({ clusterSystem })))).toEqual(['storage-driver/cluster']);
    expect(refusal(new GcsFuseDriver(), clusterSystem)).toContain(instead);
  });
});

/** The drivers that clusters of a target have by themselves. */
const OWN: Partial<Record<string, string[]>> = { tfgcp: ['gcs-fuse-driver'], tfazure: ['blob-driver'] };

describe.each(NAMED_SUBJECTS)('clusters on %s', (name, subject) => {
  test('have the add-on of their own cloud, and no more; it is not installed again', () => {
    const present = [new GcsFuseDriver(), new BlobDriver()].filter((driver) => {
      const codes = codesOf(() => buildCluster(subject).cluster.install(driver));
      return codes.length === 1 && codes[0] === 'software/installed-twice';
    });
    expect(present.map(({ softwareName }) => softwareName)).toEqual(OWN[name] ?? []);
  });

  test('mount buckets of S3 once the driver is there', () => {
    const built = buildCluster(subject);
    built.cluster.install(new S3MountpointDriver());
    expect(codesOf(() => built.cluster.install(new S3MountpointDriver()))).toEqual(['software/installed-twice']);
    expect(built.synth().software).toContainEqual(expect.objectContaining({ release: 's3-mountpoint-driver', namespace: 'kube-system' }));
  });
});

test('the add-ons that clusters say they have are switched on', () => {
  const cluster = { nodeGroups: [{ accelerator: Accelerator.t4(), scaling: Scaling.fixed(1) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24') };
  const aks = onAzure({}, (platform) => platform.addTrainingCluster('Train', cluster)).resource('azurerm_kubernetes_cluster');
  expect(aks.storage_profile).toEqual({ blob_driver_enabled: true });
  const gke = onGoogleCloud().synth().resource('google_container_cluster');
  expect(gke.addons_config.gcs_fuse_csi_driver_config).toEqual({ enabled: true });
});
