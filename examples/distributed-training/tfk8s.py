import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import Accelerator, JobSecret, JobTrigger, NodeGroup, Runtime, Scaling, Schedule, TrainingBackend, kubernetes
from ml_platform_constructs.tfk8s import ExistingRegistry, MlPlatform, ObjectStorage, Smtp

from acme import acme, resnet

app = App(outdir=os.environ.get("OUT_DIR", "out/tfk8s"))
stack = TerraformStack(app, "acme-training")
S3Backend(stack, bucket="acme-terraform-state", key="ml/training-k8s.tfstate", region="eu-central-1", encrypt=True)
ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    kube_context="gpu-cluster",
    object_storage=ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3-writer", read_only_credentials_secret="s3-reader"),
    existing_registry=ExistingRegistry(registry_uri="harbor.acme.internal/ml", pull_secret="harbor-pull"),
    smtp=Smtp(host="smtp.acme.io", sender="ml@acme.io", password_secret="smtp"),
)
cluster = ml.add_training_cluster("Train", node_groups=[NodeGroup(name="t4x4", accelerator=Accelerator.t4(4), scaling=Scaling.fixed(4))])
for software in [
    kubernetes.GpuOperator(),
    kubernetes.JobSet(),
    kubernetes.KubeflowTrainer(),
    kubernetes.S3MountpointDriver(credentials_secret="s3-writer"),
    kubernetes.ArgoEvents(namespaces=["vision"]),
]:
    cluster.install(software)
ml.add_training_job(
    "Resnet",
    **resnet(ml, Runtime.pytorch("2.13")),
    backend=TrainingBackend.cluster(cluster, namespace="vision"),
    # The events of a store do not reach a cluster: whoever brings new images posts to the job's address.
    triggers=[JobTrigger.schedule(Schedule.daily(2)), JobTrigger.webhook(JobSecret.from_kubernetes("starters", "token"))],
)
app.synth()
