import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs.tfaws import MlPlatform

from acme import acme, at_night, by_latency, by_requests, pricing

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))
stack = TerraformStack(app, "acme-pricing")
S3Backend(stack, bucket="acme-terraform-state", key="ml/pricing.tfstate", region="eu-north-1", encrypt=True)
ml = MlPlatform(stack, "Ml", **acme, region="eu-north-1", account_id="123456789012")
ml.add_model_endpoint("Pricing", **pricing(ml), scale_on=[by_requests, by_latency, at_night])
app.synth()
