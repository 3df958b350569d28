"""What Acme wants of its ML platforms, one for each stage, and of a model that goes from one to the next, wherever they run."""
from ml_platform_constructs import AlertChannel, Approval, Model, ModelCard, ModelCardMetric, RiskRating

acme = dict(
    platform_name="acme-ml",
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "payments"},
)

# What people have to know of the model before they use it; it goes with each version.
card = ModelCard.of(
    description="Scores card payments for fraud",
    owner="payments-ml@acme.io",
    intended_use="Holds a payment for review; never refuses one by itself",
    limitations="Knows no payments between companies",
    risk_rating=RiskRating.MEDIUM,
    training_data="Card payments of 2025-01 to 2026-05, without names and card numbers",
    metrics=[ModelCardMetric(metric_name="auc", value=0.93, dataset="holdout-2026-06")],
)


def develop(ml, runtime, ada, promotions=None):
    """Development: training adds versions, and Ada looks at each before it goes on."""
    registry = ml.add_model_registry("FraudModels", approvers={"ada@acme.io": ada}, promotions=promotions, card=card)
    return registry.add_version(
        "V7",
        model=Model.from_artifact(ml.artifacts.path("fraud/7"), runtime),
        description="Has seen the payments of May",
        approval=Approval.approved("ada@acme.io", "AUC 0.93 on the holdout of June"),
    )


def try_out(ml, developed, grace, promotions=None):
    """Staging: what Ada let through is tried as in production, and Grace lets it go on."""
    registry = ml.add_model_registry("FraudModels", approvers={"grace@acme.io": grace}, promotions=promotions, card=card)
    return registry.add_version(
        "V7",
        model=Model.from_registry(developed),
        approval=Approval.approved("grace@acme.io", "A week of copied requests without an alarm"),
    )


def serve(ml, tried, risk, runtime=None, kind=None):
    """Production: what Grace let through is served, as soon as the risk office has approved it."""
    registry = ml.add_model_registry("FraudModels", approvers={"risk@acme.io": risk}, card=card)
    version = registry.add_version(
        "V7",
        model=Model.from_registry(tried),
        approval=Approval.approved("risk@acme.io", "Release of July"),
    )
    return ml.add_model_endpoint("Fraud", model=Model.from_registry(version, runtime), kind=kind)
