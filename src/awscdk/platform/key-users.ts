import { IKey } from 'aws-cdk-lib/aws-kms';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { KEY_USERS } from '../../facts/aws/encryption';
import { serviceStatements } from '../identity/statements';
import { stackValues } from '../stack-values';
import { launcherStatements } from '../storage/encryption-key';

/** Lets the services that encrypt a platform's logs and messages use a key that the user gave, and says so where its policy cannot be written. */
export function letServicesUse(scope: Construct, key: IKey, platformName: string): void {
  const values = stackValues(scope, platformName);
  const wanted = [...serviceStatements(KEY_USERS, values), ...launcherStatements(values)];
  const added = wanted.map((statement) => key.addToResourcePolicy(statement, true).statementAdded);
  if (added.every(Boolean)) return;
  Annotations.of(scope).addWarningV2(
    'ml-platform-constructs:encryption/key-policy',
    `The policy of the existing key '${key.keyArn}' is not written here. It has to let ${KEY_USERS.map(({ service }) => service).join(', ')} and, for clusters, EC2 Auto Scaling encrypt and decrypt, `
      + 'or logs cannot be written and alarms reach nobody; docs/platform.md has the statements.',
  );
}
