/** Names of namespaces and objects are DNS labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const OBJECT_NAME = {
  what: 'a Kubernetes object',
  minLength: 1,
  maxLength: 63,
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/** Releases of Helm: https://github.com/helm/helm/blob/v3.4.0/pkg/chartutil/validate_name.go */
export const RELEASE_NAME = { ...OBJECT_NAME, what: 'a Helm release', maxLength: 53 };

/** What begins the names of a cluster's alarms, each of which is a release; the longest ending is `-nodes-not-ready`. */
export const CLUSTER_NAME = { ...RELEASE_NAME, what: 'the alarms of a cluster', maxLength: RELEASE_NAME.maxLength - '-nodes-not-ready'.length };

/** S3's rules for buckets, which S3-compatible stores keep: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_NAME = {
  what: 'a bucket of the object store',
  minLength: 3,
  maxLength: 63,
  pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};
