"""What Acme wants of its ML platform and of two models that are tried against each other, wherever they run."""
from ml_platform_constructs import AlertChannel, Duration, EndpointObjectives, Model, Profile, Rollout, Scaling, Variant

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "payments"},
)


def champion_and_challenger(ml, runtime):
    """Nine of ten requests go to the model that has answered so far, one to the model that wants its place."""
    def fraud(version):
        return Model.from_artifact(ml.artifacts.path(f"fraud/{version}"), runtime)

    return dict(
        variants=[
            Variant.of("champion", model=fraud(7), weight=90, scaling=Scaling.elastic(2, 8)),
            Variant.of("challenger", model=fraud(8), weight=10, scaling=Scaling.fixed(1)),
        ],
        objectives=EndpointObjectives(latency_p99=Duration.millis(250), error_percent=0.5),
        # Whatever changes here takes over with a tenth of its traffic, and with all of it after twenty minutes without an alarm.
        rollout=Rollout.canary(10, bake_time=Duration.minutes(20)),
    )
