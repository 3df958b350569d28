# Ids as Azure has them, by type: azurerm reads them, and Terraform's own mock values are random words.

mock_resource "azurerm_resource_group" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock"
  }
}

mock_resource "azurerm_user_assigned_identity" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mock"
    principal_id = "11111111-2222-3333-4444-555555555555"
    client_id    = "11111111-2222-3333-4444-555555555555"
  }
}

mock_resource "azurerm_virtual_network" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/virtualNetworks/mock"
  }
}

mock_resource "azurerm_subnet" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/virtualNetworks/mock/subnets/mock"
  }
}

mock_resource "azurerm_network_security_group" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/networkSecurityGroups/mock"
  }
}

mock_resource "azurerm_nat_gateway" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/natGateways/mock"
  }
}

mock_resource "azurerm_public_ip" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/publicIPAddresses/mock"
  }
}

mock_resource "azurerm_private_dns_zone" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/privateDnsZones/mock"
  }
}

mock_resource "azurerm_private_endpoint" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Network/privateEndpoints/mock"
  }
}

mock_resource "azurerm_key_vault" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.KeyVault/vaults/mock"
  }
}

mock_resource "azurerm_storage_account" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Storage/storageAccounts/mock"
  }
}

mock_resource "azurerm_storage_container" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Storage/storageAccounts/mock/blobServices/default/containers/mock"
  }
}

mock_resource "azurerm_container_registry" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.ContainerRegistry/registries/mock"
  }
}

mock_resource "azurerm_log_analytics_workspace" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.OperationalInsights/workspaces/mock"
  }
}

mock_resource "azurerm_application_insights" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Insights/components/mock"
  }
}

mock_resource "azurerm_application_insights_workbook" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Insights/workbooks/11111111-2222-5333-8444-555555555555"
  }
}

mock_resource "azurerm_monitor_private_link_scope" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Insights/privateLinkScopes/mock"
  }
}

mock_resource "azurerm_monitor_action_group" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Insights/actionGroups/mock"
  }
}

mock_resource "azurerm_machine_learning_workspace" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.MachineLearningServices/workspaces/mock"
  }
}

mock_resource "azurerm_role_definition" {
  defaults = {
    id                          = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Authorization/roleDefinitions/11111111-2222-3333-4444-555555555555|/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock"
    role_definition_resource_id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Authorization/roleDefinitions/11111111-2222-3333-4444-555555555555"
  }
}

mock_resource "azurerm_kubernetes_cluster" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.ContainerService/managedClusters/mock"
    kube_config = [{ host = "https://mock.azmk8s.io:443", cluster_ca_certificate = "bW9jaw==" }]
  }
}

mock_resource "azurerm_kubernetes_cluster_node_pool" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.ContainerService/managedClusters/mock/agentPools/mock"
  }
}

mock_resource "azurerm_monitor_workspace" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Monitor/accounts/mock"
  }
}

mock_resource "azurerm_monitor_data_collection_endpoint" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Insights/dataCollectionEndpoints/mock"
  }
}

mock_resource "azurerm_monitor_data_collection_rule" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Insights/dataCollectionRules/mock"
  }
}

mock_data "azurerm_kubernetes_cluster" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.ContainerService/managedClusters/mock"
    kube_config = [{ host = "https://mock.azmk8s.io:443", cluster_ca_certificate = "bW9jaw==" }]
  }
}

mock_data "azurerm_client_config" {
  defaults = {
    tenant_id = "11111111-2222-3333-4444-555555555555"
    object_id = "11111111-2222-3333-4444-555555555555"
  }
}

mock_resource "azurerm_logic_app_workflow" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.Logic/workflows/mock"
  }
}

mock_resource "azurerm_eventgrid_system_topic" {
  defaults = {
    id = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mock/providers/Microsoft.EventGrid/systemTopics/mock"
  }
}
