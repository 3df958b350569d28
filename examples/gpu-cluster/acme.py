"""What Acme wants of its ML platform and of its GPU cluster, wherever they run."""
from ml_platform_constructs import (
    Accelerator, AlertChannel, Capacity, ClusterAccess, Machine, NodeGroup, Profile, Scaling, Size, kubernetes,
)

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "ml-platform"},
)

# The cluster, on the clouds: every target takes these lines as they are.
cluster = dict(
    node_groups=[
        NodeGroup(accelerator=Accelerator.h100(8), scaling=Scaling.elastic(0, 4)),
        NodeGroup(accelerator=Accelerator.t4(), scaling=Scaling.elastic(0, 8), capacity=Capacity.spot()),
        NodeGroup(machine=Machine.general(16), scaling=Scaling.elastic(0, 10)),
    ],
    access=ClusterAccess.authorized_networks("203.0.113.0/24"),
)

# The cluster on premises: what is there.
on_premises = dict(
    node_groups=[
        NodeGroup(
            name="h100x8",
            machine=Machine.custom("dgx-h100", gpus=8, cpus=224, memory=Size.gibibytes(2_048)),
            scaling=Scaling.fixed(4),
        ),
        NodeGroup(name="general16", machine=Machine.custom("worker", cpus=16, memory=Size.gibibytes(64)), scaling=Scaling.fixed(10)),
    ],
)


def furnish(ml, train):
    """What runs in it, and who works with it; the same everywhere."""
    train.install(kubernetes.CertManager())
    train.install(kubernetes.Kueue(teams=[
        kubernetes.TeamQuota(team="vision", gpus={"h100x8": 16}, cpus={"general16": 80}),
        kubernetes.TeamQuota(team="language", gpus={"h100x8": 16}, cpus={"general16": 80}),
    ]))
    trainer = train.add_service_account("Trainer", namespace="vision")
    ml.artifacts.grant_write(trainer.identity)
