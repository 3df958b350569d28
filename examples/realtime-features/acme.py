"""What Acme wants of its ML platform, and of features that events bring, wherever they run."""
from pathlib import Path

from ml_platform_constructs import (
    AlertChannel, Duration, Feature, FeatureGroupProps, FeatureSource, Machine, Model, OnlineLatency, Profile, SchemaLock,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "payments"},
)


def card_activity(ml, payments, feast=None, in_cluster=None):
    """What cards do right now: payments are sent as events, and a model that scores the next one reads them; every place takes these lines as they are."""
    features = ml.add_feature_store(
        "Features",
        groups=[FeatureGroupProps(
            group_name="card_activity",
            description="What a card did in the last hour",
            owner="payments-ml@acme.io",
            entity_keys=[Feature.string("card_id", personal_data=True)],
            event_time="happened_at",
            features=[
                Feature.int("payments_1h"),
                Feature.float("amount_1h", description="Sum of all payments of the last hour, in euros"),
                Feature.bool("abroad"),
                Feature.string("last_country", personal_data=True),
            ],
            online=OnlineLatency.STANDARD,
            source=FeatureSource.stream(retention=Duration.days(3)),
            # Somebody is called when no payment came for that long. Google Cloud and Azure bring them online each hour: docs/features.md.
            freshness=Duration.hours(2),
        )],
        # Committed beside the program, and the same for all places.
        lock=SchemaLock.at(str(Path(__file__).with_name("features.lock.json"))),
        kind=feast,
    )
    group = features.group("card_activity")
    # The service that takes payments sends the events, and nobody else.
    group.grant_write(payments)
    fraud = ml.add_model_endpoint(
        "Fraud",
        # Your image, with the model in it: it asks for the features of the card before it answers.
        model=Model.from_image(ml.registry.image_uri("serving", "fraud-2.4.0")),
        machine=Machine.general(4),
        environment={"FEATURE_GROUP": group.group_id},
        kind=in_cluster,
    )
    group.grant_read(fraud.identity)
    return fraud
