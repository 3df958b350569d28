import { join } from 'node:path';
import {
  AlertChannel, DataMount, Duration, Feature, FeatureSource, FeatureStoreKind, IFeatureGroup, IMlPlatform, JobTrigger, Machine, MlPlatformProps,
  Profile, Runtime, Schedule, SchemaLock, TrainingBackend,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'crm' },
};

/** What customers spend: one job writes it at night, another one learns from it; every place takes these lines as they are. */
export function customerSpend(ml: IMlPlatform, kind?: FeatureStoreKind, backend?: TrainingBackend): IFeatureGroup {
  const nightly = ml.addTrainingJob('Spend', {
    // Your image, with your code: it reads the orders and writes the group, as docs/features.md has it for each place.
    runtime: Runtime.image(ml.registry.imageUri('training', 'spend-3.1.0')),
    command: ['python', 'spend.py'],
    machine: Machine.general(8),
    inputs: { orders: DataMount.stream(ml.artifacts.path('shop/orders')) },
    maxRunTime: Duration.hours(2),
    triggers: [JobTrigger.schedule(Schedule.daily(2))],
    backend,
  });
  const features = ml.addFeatureStore('Features', {
    groups: [{
      groupName: 'customer_spend',
      description: 'What a customer ordered and paid',
      owner: 'crm-ml@acme.io',
      entityKeys: [Feature.string('customer_id')],
      eventTime: 'as_of',
      features: [
        Feature.float('spend_7d', { description: 'Sum of all orders of the last 7 days, in euros' }),
        Feature.float('spend_90d', { description: 'Sum of all orders of the last 90 days, in euros' }),
        Feature.int('orders_90d'),
        Feature.timestamp('last_order'),
        Feature.bool('newsletter'),
        Feature.string('postcode', { personalData: true }),
      ],
      // The alarm of the job tells of a night that brought nothing.
      source: FeatureSource.job(nightly),
    }],
    // Committed beside the program, and the same for all places.
    lock: SchemaLock.at(join(__dirname, 'features.lock.json')),
    kind,
  });
  const group = features.group('customer_spend');
  const churn = ml.addTrainingJob('Churn', {
    runtime: Runtime.image(ml.registry.imageUri('training', 'churn-1.8.0')),
    command: ['python', 'train.py'],
    machine: Machine.general(8),
    // A table of Athena or BigQuery, or a folder of files.
    environment: { CUSTOMER_SPEND: group.offlineLocation! },
    output: DataMount.stream(ml.artifacts.path('churn/models')),
    maxRunTime: Duration.hours(2),
    triggers: [JobTrigger.schedule(Schedule.daily(5))],
    backend,
  });
  group.grantRead(churn.identity);
  return group;
}
