import { Construct } from 'constructs';
import { BIGQUERY_AGENT } from '../../facts/gcp/serving-agents';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantKey } from './encryption-key';

/** Captured requests of endpoints were there first: the id stays. */
const ID = 'CaptureGround';

/** Lets BigQuery use the platform's key, once for all data sets of the platform: a binding that two have would go with the first that is destroyed. */
export class BigqueryKey extends Construct {
  public static of(platform: IMlPlatform): BigqueryKey {
    return (platform.node.tryFindChild(ID) as BigqueryKey | undefined) ?? new BigqueryKey(platform as IMlPlatform & Construct, platform);
  }

  /** Known only once BigQuery may use the key. */
  public readonly keyId: string;

  private constructor(scope: Construct, platform: IMlPlatform) {
    super(scope, ID);
    const after = JobGround.of(platform).readyFor(this, 'bigquery');
    const member = `serviceAccount:${BIGQUERY_AGENT.email(platform.projectNumber)}`;
    this.keyId = grantKey(this, platform.encryptionKey.keyId, [{ name: 'BigQuery', member, after }]);
  }
}
