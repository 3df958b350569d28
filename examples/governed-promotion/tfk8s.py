import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import EndpointKind, Machine, ModelStage, NodeGroup, Profile, Promotion, Runtime, Scaling, kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, Identity, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, develop, serve, try_out

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))


def stack_for(stage):
    stack = TerraformStack(app, f"acme-{stage}")
    S3Backend(stack, bucket="acme-terraform-state", key=f"ml/{stage}-k8s.tfstate", region="eu-central-1", encrypt=True)
    return stack


shared = dict(
    acme,
    kube_context="gpu-cluster",
    object_storage=ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"),
    existing_registry=ExistingRegistry(registry_uri="harbor.acme.internal/ml", pull_secret="harbor-pull"),
    smtp=Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
)

# Each stage is a namespace, and who approves in one of them has no right in the others.
development = MlPlatform(stack_for("development"), "Ml", **{**shared, "platform_name": "ml-development"}, profile=Profile.development())
developed = develop(development, Runtime.xgboost("2.1"), Identity.user("ada@acme.io"), [Promotion.to(ModelStage.STAGING, "ml-staging")])

staging = MlPlatform(stack_for("staging"), "Ml", **{**shared, "platform_name": "ml-staging"}, profile=Profile.staging())
tried = try_out(staging, developed, Identity.user("grace@acme.io"), [Promotion.to(ModelStage.PRODUCTION, "ml-production")])

production = MlPlatform(stack_for("production"), "Ml", **{**shared, "platform_name": "ml-production"})
serving = TrainingCluster(
    production,
    "Serve",
    platform=production,
    node_groups=[NodeGroup(name="general16", machine=Machine.general(16), scaling=Scaling.fixed(4))],
    existing_software=["kube-prometheus-stack"],
)
serving.install(kubernetes.Mlflow(
    # Where registries keep what was submitted and decided, and bring it to MLflow from.
    namespaces=["ml-development-models", "ml-staging-models", "ml-production-models"],
    database=kubernetes.MlflowDatabase(host="postgres.acme.internal", database_name="mlflow", credentials_secret="mlflow-database"),
    artifacts=kubernetes.MlflowArtifacts(endpoint="https://s3.acme.internal", bucket_name="mlflow", credentials_secret="mlflow-s3"),
))
serve(production, tried, Identity.group("acme:risk"), Runtime.xgboost("2.1"), EndpointKind.deployment(serving, namespace="fraud"))
app.synth()
