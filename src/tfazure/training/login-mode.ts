/**
 * How whoever runs Terraform for a cluster's software signs in to its API server: what `kubelogin` does. No token is kept.
 *
 * @see https://learn.microsoft.com/en-us/azure/aks/kubelogin-authentication
 */
export enum LoginMode {
  /** As the Azure CLI is signed in: people, and pipelines after `az login`. */
  AZURE_CLI = 'azurecli',

  /** As the Azure Developer CLI is signed in. */
  AZURE_DEVELOPER_CLI = 'azd',

  /** With a federated token, as GitHub Actions and pods have it: `AZURE_CLIENT_ID`, `AZURE_TENANT_ID`, `AZURE_FEDERATED_TOKEN_FILE`, `AZURE_AUTHORITY_HOST`. */
  WORKLOAD_IDENTITY = 'workloadidentity',

  /** As the managed identity of the machine that runs Terraform. */
  MANAGED_IDENTITY = 'msi',

  /** As an application with a secret or a certificate, from `AAD_SERVICE_PRINCIPAL_CLIENT_ID` and its companions in the environment. */
  SERVICE_PRINCIPAL = 'spn',
}
