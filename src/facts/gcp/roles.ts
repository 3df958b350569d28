/**
 * The predefined roles that are granted on single resources, never on the project unless said here. None is an admin, owner, editor or viewer role.
 *
 * Source: https://docs.cloud.google.com/iam/docs/roles-permissions and the pages below it.
 */
export const ROLES = {
  /** Reads objects and lists them. */
  objectViewer: 'roles/storage.objectViewer',
  /** Reads, writes and deletes objects; changes no bucket and no policy. */
  objectUser: 'roles/storage.objectUser',
  /** Writes new objects; reads, replaces and deletes none. */
  objectCreator: 'roles/storage.objectCreator',
  /** Lists the names of a bucket's objects, and reads its settings; reads no object. */
  bucketReader: 'roles/storage.legacyBucketReader',
  /** Reads the value of a secret. */
  secretReader: 'roles/secretmanager.secretAccessor',
  /** Pulls images. */
  registryReader: 'roles/artifactregistry.reader',
  /** Pulls and pushes images; deletes none. */
  registryWriter: 'roles/artifactregistry.writer',
  /** Uses a key without managing it. */
  keyUser: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  /** Runs something as a service account. */
  accountUser: 'roles/iam.serviceAccountUser',
  /** On the project, since neither service has a smaller resource to write to: writes log entries. */
  logWriter: 'roles/logging.logWriter',
  /** On the project, for the same reason: writes values of metrics. */
  metricWriter: 'roles/monitoring.metricWriter',
  /** On the project, since a workflow has no policy of its own: starts workflows and sees how they go. */
  workflowInvoker: 'roles/workflows.invoker',
  /** On the project, since a trigger has no policy of its own: is handed events. */
  eventReceiver: 'roles/eventarc.eventReceiver',
  /** On the project, since Eventarc makes the topic: Cloud Storage tells of new objects by it. */
  eventPublisher: 'roles/pubsub.publisher',
} as const;
