import { AlertChannel, Duration, Lifecycle, MlPlatformProps, Profile, Severity, StorageTier } from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs: every target of this folder takes these lines as they are. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)],
  tags: { 'team': 'ml-platform', 'cost-center': '4711' },
};

/** How Acme's artifacts age, on the clouds whose stores have tiers. */
export const aging = Lifecycle.of(
  { prefix: 'experiments/', expireAfter: Duration.days(180) },
  { prefix: 'models/', transitions: [{ tier: StorageTier.INFREQUENT, after: Duration.days(30) }, { tier: StorageTier.COLD, after: Duration.days(180) }] },
);
