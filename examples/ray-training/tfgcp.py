import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs.tfgcp import MlPlatform

from acme import acme, cluster, rank

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-ray")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-ray")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
train = ml.add_training_cluster("Train", **cluster)
rank(ml, train)
app.synth()
