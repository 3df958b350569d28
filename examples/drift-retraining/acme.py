"""What Acme wants of its ML platform, and of a model that is trained anew when it no longer fits, wherever they run."""
from ml_platform_constructs import (
    AlertChannel, Approval, Baseline, DataMount, DriftMonitorKind, DriftResponse, DriftSignal, Duration, EndpointKind, Feature, GroundTruth, Machine, Model,
    ModelSchema, Prediction, Profile, QualityMetric, QualityThreshold, Retrain, Runtime, Severity, TrainingBackend,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "payments"},
)


def fraud(ml, ada, cluster=None):
    """A model that is trained anew when payments are no longer what it has learned; every place takes these lines as they are, and runs them in a cluster where one is given."""
    namespace = "fraud"
    # Your image, with what answers in it.
    serving = Runtime.image(ml.registry.image_uri("serving", "fraud-2.4.0"))
    registry = ml.add_model_registry("FraudModels", approvers={"ada@acme.io": ada})
    version = registry.add_version(
        "V7",
        model=Model.from_artifact(ml.artifacts.path("fraud/7"), serving),
        approval=Approval.approved("ada@acme.io", "AUC 0.93 on the holdout of June"),
    )
    endpoint = ml.add_model_endpoint(
        "Fraud",
        model=Model.from_registry(version, serving),
        machine=Machine.general(4),
        kind=EndpointKind.deployment(cluster, namespace=namespace) if cluster else None,
    )
    train = ml.add_training_job(
        "Train",
        runtime=Runtime.image(ml.registry.image_uri("training", "fraud-2.4.0")),
        command=["python", "train.py"],
        machine=Machine.general(8),
        inputs={"payments": DataMount.files(ml.artifacts.path("fraud/train"))},
        output=DataMount.files(ml.artifacts.path("fraud/models")),
        max_run_time=Duration.hours(4),
        backend=TrainingBackend.cluster(cluster, namespace=namespace) if cluster else None,
    )
    return ml.add_drift_monitor(
        "FraudDrift",
        # Its requests are kept from now on.
        endpoint=endpoint,
        schema=ModelSchema(
            features=[Feature.float("amount"), Feature.string("country"), Feature.int("payments_1h"), Feature.bool("abroad")],
            prediction=Prediction.binary("fraud", threshold=0.5),
            record_id="payment_id",
        ),
        # What the next version learns from replaces it once Ada has approved that version.
        baseline=Baseline.training_data(ml.artifacts.path("fraud/train"), renewed_by=registry),
        ground_truth=GroundTruth.folder(ml.artifacts.path("fraud/disputes"), delay=Duration.days(2)),
        signals=[
            # Broken data calls somebody at once, and trains nothing.
            DriftSignal.data_quality(missing_percent=2, severity=Severity.CRITICAL),
            DriftSignal.data_drift(threshold=0.1, features={"country": 0.25}),
            DriftSignal.prediction_drift(threshold=0.15),
            DriftSignal.model_quality([QualityThreshold.at_least(QualityMetric.F1, 0.8), QualityThreshold.at_least(QualityMetric.RECALL, 0.7)]),
        ],
        on_drift=DriftResponse(
            retrain=Retrain.job(train, cool_down=Duration.days(7)),
            alerts=[AlertChannel.webhook("https://hooks.acme.io/payments")],
        ),
        kind=DriftMonitorKind.evidently(cluster, namespace=namespace) if cluster else None,
    )
