import os

from aws_cdk import App, Environment, Stack
from aws_cdk.aws_lambda import LayerVersion
from ml_platform_constructs import kubernetes
from ml_platform_constructs.awscdk import MlPlatform

from acme import acme, cluster, fine_tune, furnish

app = App(outdir=os.environ.get("OUT_DIR", "out/awscdk"), analytics_reporting=False)
stack = Stack(app, "acme-llm", env=Environment(account="123456789012", region="eu-north-1"))
# Or `KubectlV35Layer(stack, "Kubectl")` of aws-cdk.lambda-layer-kubectl-v35.
kubectl_layer = LayerVersion.from_layer_version_arn(stack, "Kubectl", "arn:aws:lambda:eu-north-1:123456789012:layer:kubectl:35")
ml = MlPlatform(stack, "Ml", **acme, kubectl_layer=kubectl_layer)
train = ml.add_training_cluster("Train", **cluster)
train.install(kubernetes.S3MountpointDriver())
furnish(train)
fine_tune(ml, train)
app.synth()
