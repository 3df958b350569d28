import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { SecretReader } from '../identity/secret-reader';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The Secrets that open a registry. */
export interface RegistrySecrets {
  readonly pullSecret: string;
  readonly pushSecret?: string;
}

/** Who may use the images of a registry: who may read the Secret that pulls, or the one that pushes. */
export class RegistryAccess {
  private readonly pullers: SecretReader;
  private readonly pushers: SecretReader;

  public constructor(scope: Construct, platform: IMlPlatform, name: string, { pullSecret, pushSecret = pullSecret }: RegistrySecrets) {
    const common = { namespace: platform.namespace, labels: { ...platform.tags } };
    this.pullers = new SecretReader(scope, 'Pullers', { ...common, name: `${name}-pull`, secret: pullSecret });
    this.pushers = new SecretReader(scope, 'Pushers', { ...common, name: `${name}-push`, secret: pushSecret });
  }

  public pull(identity: IIdentity): void {
    this.pullers.grant(identity);
  }

  public push(identity: IIdentity): void {
    this.pushers.grant(identity);
  }
}
