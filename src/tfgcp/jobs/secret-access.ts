import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { ROLES } from '../../facts/gcp/roles';
import { SecretManagerSecretIamMember } from '../../providers/google/secret-manager-secret-iam-member';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobGround } from './job-ground';
import { parseSecret } from './secret-name';

/** Lets a job read its secrets of the cloud, and no other. */
export function grantSecrets(scope: Construct, platform: IMlPlatform, { secrets }: TrainingJobPlan, { identityName: member }: IIdentity): void {
  const own = secrets.filter(({ secret }) => secret.kind === 'cloud');
  if (own.length === 0) return;
  const dependsOn = JobGround.of(platform).readyFor(scope, 'secretmanager');
  own.forEach(({ variable, secret }) => new SecretManagerSecretIamMember(scope, `Secret-${variable}`, { ...parseSecret(secret.secretId)!, role: ROLES.secretReader, member, dependsOn }));
}
