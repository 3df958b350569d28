"""What Acme wants of its ML platform, of its GPU cluster and of two jobs that tune a language model, wherever they run."""
from ml_platform_constructs import (
    Accelerator, AlertChannel, ClusterAccess, DataMount, ExperimentTracking, JobSecret, NodeGroup, Profile, Runtime, Scaling, TrainingBackend, TrainingFramework,
    kubernetes,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "ml-platform"},
)

# The cluster, on the clouds.
cluster = dict(
    node_groups=[NodeGroup(accelerator=Accelerator.h100(8), scaling=Scaling.elastic(0, 4))],
    access=ClusterAccess.authorized_networks("203.0.113.0/24"),
)

# The cluster on premises: what is there.
on_premises = dict(
    node_groups=[NodeGroup(name="h100x8", accelerator=Accelerator.h100(8), scaling=Scaling.fixed(4))],
)


def furnish(train):
    """What runs in it: what makes jobs of several nodes, and the team's queue."""
    train.install(kubernetes.JobSet())
    train.install(kubernetes.KubeflowTrainer())
    train.install(kubernetes.Kueue(
        teams=[kubernetes.TeamQuota(team="language", gpus={"h100x8": 32})],
        priorities={"release": 1_000, "research": 100},
    ))


def fine_tune(ml, train):
    """A language model, sharded by PyTorch for what is released, and by DeepSpeed for what is tried."""
    shared = dict(
        # Your image, with your code: PyTorch, Transformers, Accelerate, DeepSpeed and the client of MLflow are in it.
        runtime=Runtime.image(ml.registry.image_uri("training", "fine-tune-2.3.0"), "pytorch"),
        accelerator=Accelerator.h100(8),
        inputs={"instructions": DataMount.files(ml.artifacts.path("language/instructions"))},
        # Shards get their names when they are whole, and Mountpoint for S3 renames nothing: the code writes objects itself.
        checkpoints=DataMount.stream(ml.artifacts.path("language/checkpoints")),
        output=DataMount.stream(ml.artifacts.path("language/models")),
        # A Secret that somebody, or ExternalSecrets, has made in the team's namespace.
        secrets={"HF_TOKEN": JobSecret.from_kubernetes("hugging-face", "token")},
        tracking=ExperimentTracking.mlflow("https://mlflow.acme.internal", "assistant"),
    )
    ml.add_training_job(
        "Assistant",
        **shared,
        command=["torchrun", "fine_tune.py", "--model", "meta-llama/Llama-3.1-70B-Instruct"],
        framework=TrainingFramework.pytorch_fsdp(),
        nodes=Scaling.fixed(4),
        backend=TrainingBackend.cluster(train, namespace="language", priority="release"),
    )
    ml.add_training_job(
        "AssistantTrial",
        **shared,
        command=["torchrun", "fine_tune.py", "--model", "meta-llama/Llama-3.1-8B-Instruct"],
        framework=TrainingFramework.deep_speed(3),
        nodes=Scaling.fixed(2),
        backend=TrainingBackend.cluster(train, namespace="language", priority="research"),
    )
