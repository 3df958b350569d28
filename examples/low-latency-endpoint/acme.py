"""What Acme wants of its ML platform and of an endpoint that answers fast, wherever they run."""
from ml_platform_constructs import AlertChannel, Duration, EndpointObjectives, EndpointScaling, Machine, Model, Profile, Scaling

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "pricing"},
)


def pricing(ml):
    """A price within 50 ms for 99 of 100 requests; every place takes these lines as they are."""
    return dict(
        # Your image, with the model in it: it answers GET /ping once the model is warm, and POST /invocations, on port 8080.
        model=Model.from_image(ml.registry.image_uri("serving", "1.4.2")),
        machine=Machine.general(4),
        # Three replicas are always warm.
        scaling=Scaling.elastic(3, 12),
        objectives=EndpointObjectives(latency_p99=Duration.millis(50), saturation_percent=70),
    )


# More replicas before requests have to wait: by how many there are, and by how long the model takes.
by_requests = EndpointScaling.requests_per_replica(1_200)
by_latency = EndpointScaling.latency(Duration.millis(20))

# One warm replica from 20 to 6 o'clock UTC, and at weekends.
at_night = EndpointScaling.off_hours(begins=20, ends=6, replicas=1)
