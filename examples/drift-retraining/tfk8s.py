import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import Machine, NodeGroup, Scaling, kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, Identity, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, fraud

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-fraud")
S3Backend(stack, bucket="acme-terraform-state", key="ml/fraud-k8s.tfstate", region="eu-central-1", encrypt=True)
ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    kube_context="gpu-cluster",
    object_storage=ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"),
    existing_registry=ExistingRegistry(registry_uri="harbor.acme.internal/ml", pull_secret="harbor-pull"),
    smtp=Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
)
cluster = TrainingCluster(
    ml,
    "Serve",
    platform=ml,
    node_groups=[NodeGroup(name="general16", machine=Machine.general(16), scaling=Scaling.fixed(4))],
    existing_software=["kube-prometheus-stack"],
)
cluster.install(kubernetes.Mlflow(
    # Where the registry keeps what was submitted and decided, and brings it to MLflow from.
    namespaces=["acme-ml-models"],
    database=kubernetes.MlflowDatabase(host="postgres.acme.internal", database_name="mlflow", credentials_secret="mlflow-database"),
    artifacts=kubernetes.MlflowArtifacts(endpoint="https://s3.acme.internal", bucket_name="mlflow", credentials_secret="mlflow-s3"),
))
# What retraining is made of, and how it reads its data.
cluster.install(kubernetes.JobSet())
cluster.install(kubernetes.S3MountpointDriver(credentials_secret="s3-writer"))
fraud(ml, Identity.user("ada@acme.io"), cluster)
app.synth()
