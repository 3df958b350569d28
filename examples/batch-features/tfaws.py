import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs.tfaws import MlPlatform

from acme import acme, customer_spend

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))
stack = TerraformStack(app, "acme-churn")
S3Backend(stack, bucket="acme-terraform-state", key="ml/churn.tfstate", region="eu-north-1", encrypt=True)
ml = MlPlatform(stack, "Ml", **acme, region="eu-north-1", account_id="123456789012")
customer_spend(ml)
app.synth()
