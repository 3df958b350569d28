import os

from cdktf import App, AzurermBackend, TerraformStack
from ml_platform_constructs.tfazure import MlPlatform

from acme import acme, cluster, rank

app = App(outdir=os.environ.get("OUT_DIR", "out/tfazure"))
stack = TerraformStack(app, "acme-ray")
AzurermBackend(
    stack, resource_group_name="acme-state", storage_account_name="acmestate", container_name="terraform", key="ray.tfstate", use_azuread_auth=True,
)
ml = MlPlatform(stack, "Ml", **acme, location="westeurope", subscription_id="11111111-2222-3333-4444-555555555555")
train = ml.add_training_cluster("Train", **cluster)
rank(ml, train)
app.synth()
