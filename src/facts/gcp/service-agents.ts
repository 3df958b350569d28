/** The account in whose name a service of Google works in a project. */
export interface ServiceAgentFact {
  /** Who it is, by the project's number. */
  readonly email: (projectNumber: string) => string;
  /** Why it needs the platform's key. */
  readonly why: string;
}

/**
 * The agents that read and write with the platform's key and whose addresses follow from the project's number.
 *
 * On a project that never used a service, its agent does not exist until
 * `gcloud beta services identity create --service=<service> --project=<project>` made it: https://docs.cloud.google.com/iam/docs/create-service-agents,
 * https://github.com/hashicorp/terraform-provider-google/issues/15572. The provider's resource for that is in google-beta only.
 *
 * Source of the addresses: https://docs.cloud.google.com/iam/docs/service-agents. The agents of Cloud Storage and Cloud Logging are not here: they come
 * into being when somebody asks for their names, which a data source does
 * (https://docs.cloud.google.com/storage/docs/projects#service-agents, https://docs.cloud.google.com/logging/docs/routing/managed-encryption-storage).
 */
export const SERVICE_AGENTS = {
  aiplatform: { email: (n: string) => `service-${n}@gcp-sa-aiplatform.iam.gserviceaccount.com`, why: 'encrypts models, endpoints and jobs of Vertex AI' },
  artifactregistry: { email: (n: string) => `service-${n}@gcp-sa-artifactregistry.iam.gserviceaccount.com`, why: 'encrypts images' },
} as const satisfies Record<string, ServiceAgentFact>;
