# What Resource Manager answers where a stack reads it.
mock_resource "azapi_resource" {
  defaults = {
    # One id for all types: that of a cluster's disks, since azurerm reads it closely; the others it passes on.
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Compute/diskEncryptionSets/mock"
    identity = { principal_id = "11111111-2222-3333-4444-555555555555" }
  }
}

mock_resource "azapi_resource_action" {
  defaults = {
    output = {
      properties = {
        keyUri            = "https://mock.vault.azure.net/keys/platform"
        keyUriWithVersion = "https://mock.vault.azure.net/keys/platform/0123456789abcdef0123456789abcdef"
      }
    }
  }
}
