"""What Acme wants of its ML platform, of its GPU cluster and of a job with Ray, wherever they run."""
from ml_platform_constructs import (
    Accelerator, AlertChannel, Capacity, ClusterAccess, DataMount, JobTrigger, NodeGroup, Profile, Runtime, Scaling, Schedule, TrainingBackend, kubernetes,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "ml-platform"},
)

# The cluster, on the clouds: machines that the cloud takes back when it needs them.
cluster = dict(
    node_groups=[NodeGroup(name="t4x4", accelerator=Accelerator.t4(4), scaling=Scaling.elastic(0, 4), capacity=Capacity.spot())],
    access=ClusterAccess.authorized_networks("203.0.113.0/24"),
)

# The cluster on premises: what is there.
on_premises = dict(
    node_groups=[NodeGroup(name="t4x4", accelerator=Accelerator.t4(4), scaling=Scaling.fixed(4))],
)


def rank(ml, train):
    """Ray Train on four nodes, each Sunday. Each run has a Ray cluster of its own, which waits for room as a whole and goes with the run."""
    train.install(kubernetes.KubeRay())
    train.install(kubernetes.Kueue(teams=[kubernetes.TeamQuota(team="ranking", gpus={"t4x4": 16})]))
    ml.add_training_job(
        "Ranker",
        runtime=Runtime.ray("2.56"),
        # The head runs it, and ray.init() finds the others. What the code needs beside Ray it names in the `runtime_env` of ray.init().
        command=["sh", "-c", 'exec python "$ML_INPUT_CODE/train.py" --clicks "$ML_INPUT_CLICKS" --storage "$ML_CHECKPOINT_DIR"'],
        accelerator=Accelerator.t4(4),
        nodes=Scaling.fixed(4),
        inputs={"code": DataMount.files(ml.artifacts.path("ranking/code")), "clicks": DataMount.stream(ml.artifacts.path("clicks"))},
        checkpoints=DataMount.stream(ml.artifacts.path("ranking/checkpoints")),
        triggers=[JobTrigger.schedule(Schedule.cron(hour="4", day_of_week="0"))],
        retries=5,
        backend=TrainingBackend.cluster(train, namespace="ranking"),
    )
