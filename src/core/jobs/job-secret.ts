import { isUnresolved, refuse } from '../private';

/**
 * A secret that a job uses. Its value never passes through this library, a template or a state.
 *
 * @example
 * import { JobSecret } from 'ml-platform-constructs';
 *
 * const onKubernetes = JobSecret.fromKubernetes('hugging-face', 'token');
 * const onAws = JobSecret.fromCloud('arn:aws:secretsmanager:eu-central-1:123456789012:secret:hugging-face-AbCdEf');
 */
export class JobSecret {
  /**
   * A key of a Secret in the namespace of the job; the variable has its value. On a cluster only. Throws `job/secret`.
   *
   * @param secretName the name of the Secret
   * @param key the key in it
   */
  public static fromKubernetes(secretName: string, key: string): JobSecret {
    if ([secretName, key].some((part) => !isUnresolved(part) && part.trim() === '')) refuse('job/secret', 'a Secret of Kubernetes is found by its name and a key: give both');
    return new JobSecret('kubernetes', secretName, key);
  }

  /**
   * A secret of the cloud: Secrets Manager, Secret Manager, Key Vault. The job may read it; the variable, with `_SECRET_ID` behind its name, has the id,
   * by which the code asks for the value. AWS Batch, which can, gives the value beside it. Throws `job/secret`.
   *
   * @param secretId the full ARN with its suffix, the name `projects/…/secrets/…`, or the address `https://….vault.azure.net/secrets/…`
   */
  public static fromCloud(secretId: string): JobSecret {
    if (!isUnresolved(secretId) && secretId.trim() === '') refuse('job/secret', 'a secret without an id cannot be found: give the id that the cloud uses');
    return new JobSecret('cloud', secretId);
  }

  private constructor(
    /** `kubernetes` or `cloud`. */
    public readonly kind: string,
    /** The name of the Secret, or the id of the cloud. */
    public readonly secretId: string,
    /** The key in a Secret of Kubernetes. */
    public readonly key?: string,
  ) {}
}
