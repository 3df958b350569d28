import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs import Capacity, Runtime
from ml_platform_constructs.tfazure import MlPlatform

from acme import acme, nightly_and_on_new_data, resnet

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))
stack = TerraformStack(app, "acme-training")
AzurermBackend(
    stack, resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", key="training.tfstate", use_azuread_auth=True,
)
ml = MlPlatform(stack, "Ml", **acme, location="westeurope", subscription_id="11111111-2222-3333-4444-555555555555")
ml.add_training_job("Resnet", **resnet(ml, Runtime.pytorch("2.8")), capacity=Capacity.spot(), triggers=nightly_and_on_new_data(ml))
app.synth()
