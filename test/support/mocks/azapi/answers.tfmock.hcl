# What Resource Manager answers where a stack reads it.
mock_resource "azapi_resource" {
  defaults = {
    # One id for all types: that of a cluster's disks, since azurerm reads it closely; the others it passes on.
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Compute/diskEncryptionSets/mock"
    identity = { principal_id = "11111111-2222-3333-4444-555555555555" }
    # The address of an endpoint.
    output = { properties = { scoringUri = "https://mock.westeurope.inference.ml.azure.com/score" } }
  }
}

mock_resource "azapi_resource_action" {
  defaults = {
    output = {
      properties = {
        keyUri            = "https://mock.vault.azure.net/keys/platform"
        keyUriWithVersion = "https://mock.vault.azure.net/keys/platform/0123456789abcdef0123456789abcdef"
        # How a release ended, and what each variant is called.
        outputs = {
          outcome     = { value = "succeeded" }
          reason      = { value = "" }
          deployments = { value = { main = "main-1", champion = "champion-1", challenger = "challenger-1", shadow = "shadow-1" } }
        }
      }
    }
  }
}
