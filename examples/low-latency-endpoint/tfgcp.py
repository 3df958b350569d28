import os

from cdktf import App, GcsBackend, TerraformStack
from ml_platform_constructs.tfgcp import MlPlatform

from acme import acme, at_night, by_requests, pricing

app = App(outdir=os.environ.get("OUT_DIR", "out/tfgcp"))
stack = TerraformStack(app, "acme-pricing")
GcsBackend(stack, bucket="acme-terraform-state", prefix="acme-pricing")
ml = MlPlatform(stack, "Ml", **acme, project="acme-ml", project_number="123456789012", location="europe-west4")
# Vertex AI does not count the time that requests take.
ml.add_model_endpoint("Pricing", **pricing(ml), scale_on=[by_requests, at_night])
app.synth()
