import os

from aws_cdk import App, Environment, Stack
from aws_cdk.aws_kms import Key
from aws_cdk.aws_s3 import Bucket
from ml_platform_constructs import ModelStage, Profile, Promotion, Runtime
from ml_platform_constructs.awscdk import ArtifactStore, Identity, MlPlatform, ModelRegistry

from acme import acme, develop, serve, try_out

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)


def stack_in(account, stage):
    return Stack(app, f"acme-{stage}", env=Environment(account=account, region="eu-north-1"))


def group_in(account):
    return f"arn:aws:sagemaker:eu-north-1:{account}:model-package-group/acme-ml-fraud-models"


development = MlPlatform(stack_in("111122223333", "development"), "Ml", **acme, profile=Profile.development())
# Files stay where training wrote them, so that production is let in here, too.
next_stages = [Promotion.to(ModelStage.STAGING, "444455556666"), Promotion.to(ModelStage.PRODUCTION, "777788889999")]
develop(development, Runtime.xgboost("3.2"), Identity.role("arn:aws:iam::111122223333:role/ada"), next_stages)

staging = MlPlatform(stack_in("444455556666", "staging"), "Ml", **acme, profile=Profile.staging())
developed = ModelRegistry.from_attributes(staging, "Developed", platform=staging, registry_id=group_in("111122223333"), stage=ModelStage.DEVELOPMENT)
try_out(staging, developed.version("7"), Identity.role("arn:aws:iam::444455556666:role/grace"), [Promotion.to(ModelStage.PRODUCTION, "777788889999")])

production = MlPlatform(stack_in("777788889999", "production"), "Ml", **acme)
tried = ModelRegistry.from_attributes(production, "Tried", platform=production, registry_id=group_in("444455556666"), stage=ModelStage.STAGING)
fraud = serve(production, tried.version("1"), Identity.role("arn:aws:iam::777788889999:role/risk"))
encryption_key = Key.from_key_arn(production, "TrainedKey", "arn:aws:kms:eu-north-1:111122223333:key/11111111-2222-3333-4444-555555555555")
trained = Bucket.from_bucket_attributes(
    production, "TrainedBucket", bucket_name="acme-ml-artifacts-111122223333-eu-north-1", encryption_key=encryption_key,
)
ArtifactStore.from_existing(production, "Trained", production, trained).grant_read(fraud.identity, "fraud")
app.synth()
