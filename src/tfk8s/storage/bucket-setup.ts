import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { IMAGES } from '../../facts/kubernetes/images';
import { ConfigMapV1 } from '../../providers/kubernetes/config-map-v1';
import { KubernetesResource } from '../../terraform';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../workload/restricted';
import { ObjectStorage } from './object-storage';

interface BucketSetupProps {
  readonly bucket: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly storage: ObjectStorage;
  readonly plan: ArtifactStorePlan;
  /** The name of a key in the store's key service; the store's own key without one. */
  readonly keyName?: string;
}

/** Each step can be repeated: the Job runs again whenever its settings change. */
const SCRIPT = `set -eu
s3() { aws --endpoint-url "$ENDPOINT" s3api "$@"; }
s3 head-bucket --bucket "$BUCKET" 2>/dev/null || s3 create-bucket --bucket "$BUCKET" $CREATE_OPTIONS
s3 put-bucket-encryption --bucket "$BUCKET" --server-side-encryption-configuration file:///config/encryption.json
s3 put-bucket-versioning --bucket "$BUCKET" --versioning-configuration "Status=$VERSIONING"
s3 put-bucket-lifecycle-configuration --bucket "$BUCKET" --lifecycle-configuration file:///config/lifecycle.json
if [ -s /config/lock.json ]; then s3 put-object-lock-configuration --bucket "$BUCKET" --object-lock-configuration file:///config/lock.json; fi
`;

/**
 * Makes a bucket of an S3-compatible store, and sets encryption, versions, lifecycle and object lock, by a Job in the cluster: Terraform's runner
 * need not reach the store. The name of the Job carries a hash of its settings, since a Job cannot be changed. A bucket is never deleted.
 */
export class BucketSetup extends Construct {
  public readonly job: KubernetesResource;

  public constructor(scope: Construct, id: string, { bucket, namespace, labels, storage, plan, keyName }: BucketSetupProps) {
    super(scope, id);
    const config = {
      'setup.sh': SCRIPT,
      'encryption.json': JSON.stringify(encryption(keyName)),
      'lifecycle.json': JSON.stringify(lifecycle(plan)),
      'lock.json': plan.lockedDays ? JSON.stringify(lock(plan.lockedDays)) : '',
    };
    const env = {
      ENDPOINT: storage.endpoint,
      BUCKET: bucket,
      AWS_REGION: storage.region ?? 'us-east-1',
      HOME: '/tmp',
      VERSIONING: plan.versioned ? 'Enabled' : 'Suspended',
      CREATE_OPTIONS: plan.lockedDays ? '--object-lock-enabled-for-bucket' : '',
    };
    const hash = stableSuffix(JSON.stringify([config, env, storage.credentialsSecret, IMAGES.s3Client]));
    const name = `setup-${bucket}`.slice(0, 63 - hash.length - 1).replace(/-$/, '');
    const settings = new ConfigMapV1(this, 'Settings', { metadata: { name: `${name}-${hash}`, namespace, labels }, data: config });
    this.job = new KubernetesResource(this, 'Resource', 'kubernetes_job_v1', {
      metadata: { name: `${name}-${hash}`, namespace, labels },
      wait_for_completion: true,
      timeouts: { create: '10m' },
      spec: {
        backoff_limit: 4,
        template: {
          metadata: { labels },
          spec: {
            ...RESTRICTED_POD,
            restart_policy: 'Never',
            container: [
              {
                name: 'setup',
                image: IMAGES.s3Client,
                command: ['/bin/sh', '/config/setup.sh'],
                env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
                env_from: [{ secret_ref: { name: storage.credentialsSecret } }],
                resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
                security_context: RESTRICTED_CONTAINER,
                volume_mount: [{ name: 'config', mount_path: '/config', read_only: true }, { name: 'tmp', mount_path: '/tmp' }],
              },
            ],
            volume: [{ name: 'config', config_map: { name: settings.metadata.name } }, { name: 'tmp', empty_dir: {} }],
          },
        },
      },
    });
  }
}

function encryption(keyName?: string) {
  const rule = keyName ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyName } : { SSEAlgorithm: 'AES256' };
  return { Rules: [{ ApplyServerSideEncryptionByDefault: rule }] };
}

function lifecycle({ rules, abortUploadsDays }: ArtifactStorePlan) {
  return {
    Rules: rules.map(({ id, prefix, expireDays, expireOldVersionsDays }) => ({
      ID: id,
      Status: 'Enabled',
      Filter: { Prefix: prefix },
      ...(expireDays ? { Expiration: { Days: expireDays } } : {}),
      ...(expireOldVersionsDays ? { NoncurrentVersionExpiration: { NoncurrentDays: expireOldVersionsDays } } : {}),
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortUploadsDays },
    })),
  };
}

function lock(days: number) {
  return { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: days } } };
}
