import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { Problems, requireCapability } from '../../core/private';
import { SecretReader } from '../identity/secret-reader';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ObjectStorage } from './object-storage';

/** Who may use the objects of a bucket: who may read the Secret that opens it, or the one that opens it for reading only. */
export class StoreAccess {
  private readonly readers: SecretReader;
  private readonly writers: SecretReader;

  public constructor(private readonly scope: Construct, platform: IMlPlatform, storage: ObjectStorage, storeName: string) {
    const { credentialsSecret, readOnlyCredentialsSecret } = storage;
    const common = { namespace: platform.namespace, labels: { ...platform.tags } };
    this.readers = new SecretReader(scope, 'Readers', { ...common, name: `${storeName}-read`, secret: readOnlyCredentialsSecret ?? credentialsSecret });
    this.writers = new SecretReader(scope, 'Writers', { ...common, name: `${storeName}-write`, secret: credentialsSecret });
  }

  public read(identity: IIdentity, prefix?: string): void {
    this.refusePrefix(prefix);
    this.readers.grant(identity);
  }

  public write(identity: IIdentity, prefix?: string): void {
    this.refusePrefix(prefix);
    this.writers.grant(identity);
  }

  private refusePrefix(prefix?: string): void {
    if (!prefix) return;
    const problems = new Problems(this.scope);
    requireCapability(TARGET, 'storage/prefix-grants', `access to '${prefix}' only is asked for`, problems);
    problems.throwIfAny();
  }
}
