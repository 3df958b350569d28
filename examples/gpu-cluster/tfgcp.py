import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs.tfgcp import MlPlatform

from acme import acme, cluster, furnish

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-gpu")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-gpu")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
furnish(ml, ml.add_training_cluster("Train", **cluster))
app.synth()
