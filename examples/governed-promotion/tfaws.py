import os

from cdktf import App, S3Backend, TerraformStack
from ml_platform_constructs import ModelStage, Profile, Promotion, Runtime
from ml_platform_constructs.tfaws import ArtifactStore, Identity, MlPlatform, ModelRegistry

from acme import acme, develop, serve, try_out

app = App(outdir=os.environ.get("OUT_DIR", "out/tfaws"))


def stack_for(stage):
    stack = TerraformStack(app, f"acme-{stage}")
    S3Backend(stack, bucket=f"acme-{stage}-terraform-state", key="ml/fraud.tfstate", region="eu-north-1", encrypt=True)
    return stack


def group_in(account):
    return f"arn:aws:sagemaker:eu-north-1:{account}:model-package-group/acme-ml-fraud-models"


region = "eu-north-1"

development = MlPlatform(stack_for("development"), "Ml", **acme, region=region, account_id="111122223333", profile=Profile.development())
# Files stay where training wrote them, so that production is let in here, too.
next_stages = [Promotion.to(ModelStage.STAGING, "444455556666"), Promotion.to(ModelStage.PRODUCTION, "777788889999")]
develop(development, Runtime.xgboost("3.2"), Identity.role("arn:aws:iam::111122223333:role/ada"), next_stages)

staging = MlPlatform(stack_for("staging"), "Ml", **acme, region=region, account_id="444455556666", profile=Profile.staging())
developed = ModelRegistry.from_attributes(staging, "Developed", platform=staging, registry_id=group_in("111122223333"), stage=ModelStage.DEVELOPMENT)
try_out(staging, developed.version("7"), Identity.role("arn:aws:iam::444455556666:role/grace"), [Promotion.to(ModelStage.PRODUCTION, "777788889999")])

production = MlPlatform(stack_for("production"), "Ml", **acme, region=region, account_id="777788889999")
tried = ModelRegistry.from_attributes(production, "Tried", platform=production, registry_id=group_in("444455556666"), stage=ModelStage.STAGING)
fraud = serve(production, tried.version("1"), Identity.role("arn:aws:iam::777788889999:role/risk"))
ArtifactStore.from_existing(
    production,
    "Trained",
    production,
    bucket_name="acme-ml-artifacts-111122223333-eu-north-1",
    key_arn="arn:aws:kms:eu-north-1:111122223333:key/11111111-2222-3333-4444-555555555555",
).grant_read(fraud.identity, "fraud")
app.synth()
