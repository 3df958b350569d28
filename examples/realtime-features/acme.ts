import { join } from 'node:path';
import {
  AlertChannel, Duration, EndpointKind, Feature, FeatureSource, FeatureStoreKind, IIdentity, IMlPlatform, IModelEndpoint, Machine, MlPlatformProps,
  Model, OnlineLatency, Profile, SchemaLock,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'payments' },
};

/** What cards do right now: payments are sent as events, and a model that scores the next one reads them; every place takes these lines as they are. */
export function cardActivity(ml: IMlPlatform, payments: IIdentity, feast?: FeatureStoreKind, inCluster?: EndpointKind): IModelEndpoint {
  const features = ml.addFeatureStore('Features', {
    groups: [{
      groupName: 'card_activity',
      description: 'What a card did in the last hour',
      owner: 'payments-ml@acme.io',
      entityKeys: [Feature.string('card_id', { personalData: true })],
      eventTime: 'happened_at',
      features: [
        Feature.int('payments_1h'),
        Feature.float('amount_1h', { description: 'Sum of all payments of the last hour, in euros' }),
        Feature.bool('abroad'),
        Feature.string('last_country', { personalData: true }),
      ],
      online: OnlineLatency.STANDARD,
      source: FeatureSource.stream({ retention: Duration.days(3) }),
      // Somebody is called when no payment came for that long. Google Cloud and Azure bring them online each hour: docs/features.md.
      freshness: Duration.hours(2),
    }],
    // Committed beside the program, and the same for all places.
    lock: SchemaLock.at(join(__dirname, 'features.lock.json')),
    kind: feast,
  });
  const group = features.group('card_activity');
  // The service that takes payments sends the events, and nobody else.
  group.grantWrite(payments);
  const fraud = ml.addModelEndpoint('Fraud', {
    // Your image, with the model in it: it asks for the features of the card before it answers.
    model: Model.fromImage(ml.registry.imageUri('serving', 'fraud-2.4.0')),
    machine: Machine.general(4),
    environment: { FEATURE_GROUP: group.groupId },
    kind: inCluster,
  });
  group.grantRead(fraud.identity);
  return fraud;
}
