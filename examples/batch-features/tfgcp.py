import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs.tfgcp import MlPlatform

from acme import acme, customer_spend

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-churn")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-churn")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
customer_spend(ml)
app.synth()
