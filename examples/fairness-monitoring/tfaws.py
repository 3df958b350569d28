import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs.tfaws import Identity, MlPlatform

from acme import acme, credit

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))
stack = TerraformStack(app, "acme-credit")
S3Backend(stack, bucket="acme-terraform-state", key="ml/credit.tfstate", region="eu-north-1", encrypt=True)
ml = MlPlatform(stack, "Ml", **acme, region="eu-north-1", account_id="123456789012")
credit(ml, Identity.role("arn:aws:iam::123456789012:role/fairness-office"))
app.synth()
