"""What Acme wants of its ML platform, and of a model that has to treat people alike, wherever they run."""
from ml_platform_constructs import (
    AlertChannel, Baseline, BiasThreshold, DriftMonitorKind, DriftResponse, DriftSignal, Duration, EndpointKind, Facet, Feature, GroundTruth, Machine, Model,
    ModelSchema, Prediction, Profile, Severity,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "credit"},
)


def credit(ml, fairness_office, cluster=None):
    """A model that says who gets credit, and is watched for treating people alike; every place takes these lines as they are, and runs them in a cluster where one is given."""
    namespace = "credit"
    endpoint = ml.add_model_endpoint(
        "Credit",
        # Your image, with the model in it.
        model=Model.from_image(ml.registry.image_uri("serving", "credit-3.1.0")),
        machine=Machine.general(4),
        kind=EndpointKind.deployment(cluster, namespace=namespace) if cluster else None,
    )
    monitor = ml.add_drift_monitor(
        "CreditFairness",
        endpoint=endpoint,
        schema=ModelSchema(
            # Each request tells the sex and the age group, so that groups can be told apart. Whether the model itself looks at them is its own affair.
            features=[Feature.float("income"), Feature.float("amount"), Feature.int("years_employed"), Feature.string("sex"), Feature.string("age_group")],
            # What an applicant wishes for is the positive answer.
            prediction=Prediction.binary("granted", positive="1"),
            record_id="application_id",
        ),
        baseline=Baseline.training_data(ml.artifacts.path("credit/train")),
        # Who has paid back, as far as one knows a month later: equal opportunity asks who should have been granted it.
        ground_truth=GroundTruth.folder(ml.artifacts.path("credit/repaid"), delay=Duration.days(30)),
        signals=[
            DriftSignal.bias(
                [Facet.of("sex", "female"), Facet.of("age_group", "60-69", "70+")],
                thresholds=[
                    BiasThreshold.demographic_parity_difference(0.1),
                    BiasThreshold.disparate_impact(0.8),
                    BiasThreshold.equal_opportunity_difference(0.1),
                ],
                severity=Severity.CRITICAL,
            ),
        ],
        on_drift=DriftResponse(alerts=[AlertChannel.webhook("https://hooks.acme.io/fairness", Severity.CRITICAL)]),
        kind=DriftMonitorKind.evidently(cluster, namespace=namespace) if cluster else None,
    )
    # Who has to answer for it reads the reports.
    monitor.grant_read(fairness_office)
    return monitor
