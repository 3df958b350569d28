export { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
