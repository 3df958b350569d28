import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import FeastDatabase, FeatureStoreKind, Machine, NodeGroup, Scaling, TrainingBackend, kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, customer_spend

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-churn")
S3Backend(stack, bucket="acme-terraform-state", key="ml/churn-k8s.tfstate", region="eu-central-1", encrypt=True)
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
    "Train",
    platform=ml,
    node_groups=[NodeGroup(name="general16", machine=Machine.general(16), scaling=Scaling.fixed(4))],
    existing_software=["kube-prometheus-stack"],
)
cluster.install(kubernetes.Feast())
feast = FeatureStoreKind.feast(cluster, namespace="features", database=FeastDatabase.postgres("feast-postgres"))
customer_spend(ml, feast, TrainingBackend.cluster(cluster, namespace="crm"))
app.synth()
