import { Construct } from 'constructs';
import { FIRESTORE_AGENT, PUBSUB_AGENT } from '../../facts/gcp/features-agents';
import { ServiceAgentFact } from '../../facts/gcp/service-agents';
import { JobGround } from '../jobs/job-ground';
import { ServiceName } from '../platform/api-services';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantKey } from '../storage/encryption-key';

const ID = 'FeatureGround';

/** What all feature stores of a platform stand on: a binding of IAM that two have would go with the first that is destroyed. */
export class FeatureGround extends Construct {
  public static of(platform: IMlPlatform): FeatureGround {
    return (platform.node.tryFindChild(ID) as FeatureGround | undefined) ?? new FeatureGround(platform as IMlPlatform & Construct, platform);
  }

  private readonly keys = new Map<ServiceName, string>();

  private constructor(scope: Construct, private readonly platform: IMlPlatform) {
    super(scope, ID);
  }

  /** The platform's key, as it is known once Pub/Sub may use it. */
  public pubsubKey(): string {
    return this.keyFor('PubSub', 'pubsub', PUBSUB_AGENT);
  }

  /** The platform's key, as it is known once Firestore may use it. */
  public firestoreKey(): string {
    return this.keyFor('Firestore', 'firestore', FIRESTORE_AGENT);
  }

  private keyFor(name: string, service: ServiceName, agent: ServiceAgentFact): string {
    const { encryptionKey, projectNumber } = this.platform;
    const known = this.keys.get(service);
    if (known) return known;
    const after = JobGround.of(this.platform).readyFor(this, service);
    const keyId = grantKey(this, encryptionKey.keyId, [{ name, member: `serviceAccount:${agent.email(projectNumber)}`, after }]);
    this.keys.set(service, keyId);
    return keyId;
  }
}
