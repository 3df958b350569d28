"""What Acme wants of its ML platform, wherever it runs: every target of this folder takes these lines as they are."""
from ml_platform_constructs import AlertChannel, Duration, Lifecycle, LifecycleRule, Profile, Severity, StorageTier, TierTransition

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io"), AlertChannel.webhook("https://pager.acme.io/ml", Severity.CRITICAL)],
    tags={"team": "ml-platform", "cost-center": "4711"},
)

# How Acme's artifacts age, on the clouds whose stores have tiers.
aging = Lifecycle.of(
    LifecycleRule(prefix="experiments/", expire_after=Duration.days(180)),
    LifecycleRule(
        prefix="models/",
        transitions=[
            TierTransition(tier=StorageTier.INFREQUENT, after=Duration.days(30)),
            TierTransition(tier=StorageTier.COLD, after=Duration.days(180)),
        ],
    ),
)
