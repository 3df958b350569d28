import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import EndpointKind, Machine, NodeGroup, Rollout, Scaling, kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, Identity, MlPlatform, ObjectStorage, Smtp, TrainingCluster

from acme import acme, at_night, by_latency, by_requests, pricing

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-pricing")
S3Backend(stack, bucket="acme-terraform-state", key="ml/pricing-k8s.tfstate", region="eu-central-1", encrypt=True)
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
    # Its Prometheus counts the requests, and the time that they take.
    existing_software=["kube-prometheus-stack"],
)
cluster.install(kubernetes.ArgoRollouts())
cluster.install(kubernetes.Keda(scaled_kinds=[kubernetes.ScaledKind(api_group="argoproj.io", resource="rollouts")]))
endpoint = ml.add_model_endpoint(
    "Pricing",
    **pricing(ml),
    kind=EndpointKind.deployment(cluster, namespace="pricing"),
    scale_on=[by_requests, by_latency, at_night],
    # Three replicas have no part as small as a canary.
    rollout=Rollout.blue_green(),
)
endpoint.grant_invoke(Identity.service_account("shop", "checkout"))
app.synth()
