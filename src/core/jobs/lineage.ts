import { isUnresolved, refuse } from '../private';

/**
 * Where a job says what it read and what it wrote.
 *
 * @example
 * import { Lineage } from 'ml-platform-constructs';
 *
 * const lineage = Lineage.openLineage('https://marquez.acme.internal', 'acme-ml');
 */
export class Lineage {
  /**
   * A server that takes events of OpenLineage, such as Marquez or DataHub; clients read `OPENLINEAGE_URL` and `OPENLINEAGE_NAMESPACE`, and find the job's name
   * in `OPENLINEAGE_JOB_NAME`. Throws `job/lineage`.
   *
   * @see https://openlineage.io/docs/client/python/configuration
   *
   * @param url the https address of the server
   * @param namespace the namespace of its jobs
   */
  public static openLineage(url: string, namespace: string): Lineage {
    if (!isUnresolved(url) && !/^https:\/\/[^\s@]+$/.test(url)) refuse('job/lineage', `'${url}' is no address for lineage: give one that begins with https:// and has no password`);
    return new Lineage(url, namespace);
  }

  private constructor(
    /** The address. */
    public readonly url: string,
    /** The namespace of its jobs. */
    public readonly namespace: string,
  ) {}

  /**
   * What a job is told of it.
   *
   * @internal
   */
  public _environment(jobName: string): Record<string, string> {
    return { OPENLINEAGE_URL: this.url, OPENLINEAGE_NAMESPACE: this.namespace, OPENLINEAGE_JOB_NAME: jobName };
  }
}
