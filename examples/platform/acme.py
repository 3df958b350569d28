"""What Acme wants of its ML platform, wherever it runs: every target of this folder takes these lines as they are."""
from pathlib import Path

from ml_platform_constructs import (
    Accelerator, AlertChannel, Approval, Baseline, Capacity, ClusterAccess, DataMount, DriftMonitorKind, DriftResponse, DriftSignal, Duration, EndpointKind,
    EndpointObjectives, FeastDatabase, Feature, FeatureGroupProps, FeatureStoreKind, Lifecycle, LifecycleRule, Machine, Model, ModelSchema, NodeGroup,
    OnlineLatency, Prediction, Profile, Retrain, Runtime, Scaling, SchemaLock, Severity, StorageTier, TierTransition, TrainingBackend, kubernetes,
)

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


def research(ml):
    """Machines with GPUs that come with the work, on the clouds."""
    ml.add_training_cluster(
        "Research",
        node_groups=[
            NodeGroup(accelerator=Accelerator.t4(), scaling=Scaling.elastic(0, 8), capacity=Capacity.spot()),
            NodeGroup(machine=Machine.general(16), scaling=Scaling.elastic(0, 10)),
        ],
        access=ClusterAccess.authorized_networks("203.0.113.0/24"),
    )


# The machines that Acme has on premises.
on_premises = dict(
    node_groups=[NodeGroup(name="general16", machine=Machine.general(16), scaling=Scaling.fixed(10))],
)


def furnish(cluster):
    """What runs on premises, so that models are trained, kept, served and watched there."""
    software = [
        kubernetes.Mlflow(
            namespaces=["acme-ml-models"],
            database=kubernetes.MlflowDatabase(host="postgres.acme.internal", database_name="mlflow", credentials_secret="mlflow-database"),
            artifacts=kubernetes.MlflowArtifacts(endpoint="https://s3.acme.internal", bucket_name="mlflow", credentials_secret="mlflow-s3"),
        ),
        kubernetes.JobSet(),
        kubernetes.S3MountpointDriver(credentials_secret="s3-writer"),
        kubernetes.Feast(),
    ]
    for each in software:
        cluster.install(each)
    return cluster


def fraud(ml, ada, cluster=None):
    """A model from its features to the day on which it no longer fits: trained, approved, served, watched, and trained anew; in a cluster where one is given."""
    namespace = "fraud"

    def path(key):
        return ml.artifacts.path(f"fraud/{key}")

    features = ml.add_feature_store(
        "Features",
        groups=[FeatureGroupProps(
            group_name="cards",
            entity_keys=[Feature.string("card_id")],
            event_time="as_of",
            features=[Feature.int("payments_1h"), Feature.float("amount_7d")],
            online=OnlineLatency.STANDARD,
        )],
        lock=SchemaLock.at(str(Path(__file__).with_name("features.lock.json"))),
        kind=FeatureStoreKind.feast(cluster, namespace=namespace, database=FeastDatabase.postgres("feast-postgres")) if cluster else None,
    )
    train = ml.add_training_job(
        "Train",
        runtime=Runtime.image(ml.registry.image_uri("training", "fraud-2.4.0")),
        command=["python", "train.py"],
        machine=Machine.general(8),
        inputs={"payments": DataMount.files(path("train"))},
        output=DataMount.files(path("models")),
        backend=TrainingBackend.cluster(cluster, namespace=namespace) if cluster else None,
    )
    serving = Runtime.image(ml.registry.image_uri("serving", "fraud-2.4.0"))
    registry = ml.add_model_registry("FraudModels", approvers={"ada@acme.io": ada})
    version = registry.add_version(
        "V7",
        model=Model.from_artifact(path("7"), serving),
        approval=Approval.approved("ada@acme.io", "AUC 0.93 on the holdout of June"),
    )
    endpoint = ml.add_model_endpoint(
        "Fraud",
        model=Model.from_registry(version, serving),
        scaling=Scaling.elastic(2, 8),
        objectives=EndpointObjectives(latency_p99=Duration.millis(200)),
        kind=EndpointKind.deployment(cluster, namespace=namespace) if cluster else None,
    )
    features.grant_read(endpoint.identity)
    return ml.add_drift_monitor(
        "FraudDrift",
        endpoint=endpoint,
        schema=ModelSchema(
            features=[Feature.float("amount"), Feature.string("country"), Feature.int("payments_1h"), Feature.float("amount_7d")],
            prediction=Prediction.binary("fraud", threshold=0.5),
        ),
        baseline=Baseline.training_data(path("train"), renewed_by=registry),
        signals=[DriftSignal.data_quality(), DriftSignal.data_drift(), DriftSignal.prediction_drift()],
        on_drift=DriftResponse(retrain=Retrain.job(train, cool_down=Duration.days(7))),
        kind=DriftMonitorKind.evidently(cluster, namespace=namespace) if cluster else None,
    )
