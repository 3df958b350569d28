/** Images that the library itself runs in a cluster, pinned. */
export const IMAGES = {
  /** The AWS command line, which speaks to any S3-compatible store: https://gallery.ecr.aws/aws-cli/aws-cli */
  s3Client: 'public.ecr.aws/aws-cli/aws-cli:2.35.5',
  /** CNCF Distribution: https://github.com/distribution/distribution/releases */
  registry: 'docker.io/library/registry:3.1.1',
} as const;
