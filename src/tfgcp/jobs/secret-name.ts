import { isUnresolved } from '../../core/private';

/** A secret of Secret Manager. */
export interface SecretName {
  readonly secretId: string;
  readonly project?: string;
}

const NAME = /^projects\/([^/]+)\/secrets\/([A-Za-z0-9_-]+)(?:\/versions\/[^/]+)?$/;

/** Reads the name of a secret, with or without a version; nothing where it is none. One that is known only at deployment is believed. */
export function parseSecret(name: string): SecretName | undefined {
  if (isUnresolved(name)) return { secretId: name };
  const [, project, secretId] = NAME.exec(name) ?? [];
  return secretId === undefined ? undefined : { secretId, project };
}
