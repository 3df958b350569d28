import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import kubernetes
from ml_platform_constructs.tfaws import MlPlatform

from acme import acme, cluster, rank

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))
stack = TerraformStack(app, "acme-ray")
S3Backend(stack, bucket="acme-terraform-state", key="ml/ray.tfstate", region="eu-north-1", encrypt=True)
ml = MlPlatform(stack, "Ml", **acme, region="eu-north-1", account_id="123456789012")
train = ml.add_training_cluster("Train", **cluster)
train.install(kubernetes.S3MountpointDriver())
rank(ml, train)
app.synth()
