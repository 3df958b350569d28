import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs.tfgcp import Identity, MlPlatform

from acme import acme, credit

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-credit")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-credit")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
credit(ml, Identity.group("fairness@acme.io"))
app.synth()
