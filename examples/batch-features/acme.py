"""What Acme wants of its ML platform, and of features that a job writes at night, wherever they run."""
from pathlib import Path

from ml_platform_constructs import (
    AlertChannel, DataMount, Duration, Feature, FeatureGroupProps, FeatureSource, JobTrigger, Machine, Profile, Runtime, Schedule, SchemaLock,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "crm"},
)


def customer_spend(ml, kind=None, backend=None):
    """What customers spend: one job writes it at night, another one learns from it; every place takes these lines as they are."""
    nightly = ml.add_training_job(
        "Spend",
        # Your image, with your code: it reads the orders and writes the group, as docs/features.md has it for each place.
        runtime=Runtime.image(ml.registry.image_uri("training", "spend-3.1.0")),
        command=["python", "spend.py"],
        machine=Machine.general(8),
        inputs={"orders": DataMount.stream(ml.artifacts.path("shop/orders"))},
        max_run_time=Duration.hours(2),
        triggers=[JobTrigger.schedule(Schedule.daily(2))],
        backend=backend,
    )
    features = ml.add_feature_store(
        "Features",
        groups=[FeatureGroupProps(
            group_name="customer_spend",
            description="What a customer ordered and paid",
            owner="crm-ml@acme.io",
            entity_keys=[Feature.string("customer_id")],
            event_time="as_of",
            features=[
                Feature.float("spend_7d", description="Sum of all orders of the last 7 days, in euros"),
                Feature.float("spend_90d", description="Sum of all orders of the last 90 days, in euros"),
                Feature.int("orders_90d"),
                Feature.timestamp("last_order"),
                Feature.bool("newsletter"),
                Feature.string("postcode", personal_data=True),
            ],
            # The alarm of the job tells of a night that brought nothing.
            source=FeatureSource.job(nightly),
        )],
        # Committed beside the program, and the same for all places.
        lock=SchemaLock.at(str(Path(__file__).with_name("features.lock.json"))),
        kind=kind,
    )
    group = features.group("customer_spend")
    churn = ml.add_training_job(
        "Churn",
        runtime=Runtime.image(ml.registry.image_uri("training", "churn-1.8.0")),
        command=["python", "train.py"],
        machine=Machine.general(8),
        # A table of Athena or BigQuery, or a folder of files.
        environment={"CUSTOMER_SPEND": group.offline_location},
        output=DataMount.stream(ml.artifacts.path("churn/models")),
        max_run_time=Duration.hours(2),
        triggers=[JobTrigger.schedule(Schedule.daily(5))],
        backend=backend,
    )
    group.grant_read(churn.identity)
    return group
