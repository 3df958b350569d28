/**
 * The services that a platform and what is added to it need switched on in the project, by the address that `gcloud services enable` takes.
 *
 * Source: https://docs.cloud.google.com/service-usage/docs/list-services and the page of each service.
 */
export const SERVICES = {
  aiplatform: 'aiplatform.googleapis.com',
  artifactregistry: 'artifactregistry.googleapis.com',
  bigquery: 'bigquery.googleapis.com',
  /** Reads files in the name of an account of its own. */
  bigqueryconnection: 'bigqueryconnection.googleapis.com',
  billingbudgets: 'billingbudgets.googleapis.com',
  cloudkms: 'cloudkms.googleapis.com',
  cloudscheduler: 'cloudscheduler.googleapis.com',
  compute: 'compute.googleapis.com',
  container: 'container.googleapis.com',
  /** Streams images to nodes. */
  containerfilesystem: 'containerfilesystem.googleapis.com',
  containerscanning: 'containerscanning.googleapis.com',
  dns: 'dns.googleapis.com',
  eventarc: 'eventarc.googleapis.com',
  /** Holds the online store of Feast. */
  firestore: 'firestore.googleapis.com',
  iam: 'iam.googleapis.com',
  logging: 'logging.googleapis.com',
  monitoring: 'monitoring.googleapis.com',
  /** Carries events. */
  pubsub: 'pubsub.googleapis.com',
  secretmanager: 'secretmanager.googleapis.com',
  servicenetworking: 'servicenetworking.googleapis.com',
  storage: 'storage.googleapis.com',
  workflowexecutions: 'workflowexecutions.googleapis.com',
  workflows: 'workflows.googleapis.com',
} as const;
