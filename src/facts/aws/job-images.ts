/** An image of ECR: https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-pull-ecr-image.html */
const ECR = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([a-z0-9][a-z0-9._/-]*?)(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;

/** The repository of an image, if it lies in ECR. */
export function ecrRepository(uri: string): { readonly account: string; readonly region: string; readonly repository: string } | undefined {
  const [, account, region, repository] = ECR.exec(uri) ?? [];
  return account && region && repository ? { account, region, repository } : undefined;
}

/** The ARN of the repository of an image, by which a role is let pull it; none of an image that is known only at deployment. */
export function repositoryArn(uri: string, partition: string): string | undefined {
  const found = ecrRepository(uri);
  return found && `arn:${partition}:ecr:${found.region}:${found.account}:repository/${found.repository}`;
}
