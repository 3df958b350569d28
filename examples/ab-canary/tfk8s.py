import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import Duration, EndpointAccess, EndpointKind, Machine, ModelGateway, NodeGroup, Rollout, Runtime, Scaling, kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, champion_and_challenger

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
    # Its Prometheus says whether a new model does well.
    existing_software=["kube-prometheus-stack"],
)
cluster.install(kubernetes.ArgoRollouts())
# The Gateway that the cluster has divides the requests between the two; a new one of either takes over as a whole, and goes back as a whole.
gateway = ModelGateway(gateway_name="models", namespace="gateways", domain="models.acme.io")
props = champion_and_challenger(ml, Runtime.xgboost("2.1"))
ml.add_model_endpoint("Fraud", **{
    **props,
    "kind": EndpointKind.deployment(cluster, namespace="fraud", gateway=gateway),
    "access": EndpointAccess.public(),
    "rollout": Rollout.blue_green(bake_time=Duration.minutes(20)),
})
app.synth()
