import os

from aws_cdk import App, Environment, Stack
from aws_cdk.aws_lambda import LayerVersion
from ml_platform_constructs import ArtifactStoreProps, Budget
from ml_platform_constructs.awscdk import Identity, MlPlatform

from acme import acme, aging, fraud, research

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-ml", env=Environment(account="123456789012", region="eu-west-1"))
# Or `KubectlV35Layer(stack, "Kubectl")` of aws-cdk.lambda-layer-kubectl-v35.
kubectl_layer = LayerVersion.from_layer_version_arn(stack, "Kubectl", "arn:aws:lambda:eu-west-1:123456789012:layer:kubectl:35")
ml = MlPlatform(
    stack,
    "Ml",
    **acme,
    kubectl_layer=kubectl_layer,
    budget=Budget.monthly(20_000),
    artifacts=ArtifactStoreProps(lifecycle=aging, replica_region="eu-central-1"),
)
research(ml)
fraud(ml, Identity.role("arn:aws:iam::123456789012:role/ada"))
app.synth()
