import { JobRefusal } from './job-refusal';

interface SecretJob {
  readonly secrets: ReadonlyArray<{ readonly variable: string; readonly secret: { readonly kind: string; readonly secretId: string } }>;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/;

/**
 * Secrets are found by full ARNs, so that a right names each of them; a network without a way out has no endpoint of Secrets Manager (`endpoints.ts`).
 *
 * @param isUnknown whether a text is known only at deployment
 * @param egress how the network reaches what lies outside, where that is known
 */
export function secretRefusals({ secrets }: SecretJob, isUnknown: (text: string) => boolean, egress: string | undefined): JobRefusal[] {
  return secrets.filter(({ secret }) => secret.kind === 'cloud').flatMap(({ variable, secret: { secretId } }) => [
    ...(isUnknown(secretId) || SECRET_ARN.test(secretId) ? [] : [{
      code: 'job/secret',
      message: `'${variable}' is to be the secret '${secretId}', which is no full ARN of Secrets Manager: give 'arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>'`,
    }]),
    ...(egress === undefined || egress === 'nat' ? [] : [{
      code: 'job/secret-network',
      message: `'${variable}' is to be asked of Secrets Manager, which the network of the platform does not reach, since its egress is '${egress}': give Egress.nat(), or a Secret of Kubernetes in a cluster`,
    }]),
  ]);
}
