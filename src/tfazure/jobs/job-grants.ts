import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { grantedPaths, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { grantTo } from '../identity/role-grants';
import { folderOf } from './store-facts';
import { TrainingJobProps } from './training-job-props';
import { secretScopes } from './vault-secrets';

/** Lets a job read its inputs and its secrets, and write its checkpoints and its output; wherever it runs. */
export function grantJob(scope: Construct, identity: IIdentity, plan: TrainingJobPlan, props: TrainingJobProps): void {
  const { read, write } = grantedPaths(plan);
  read.forEach(({ store, key }) => store.grantRead(identity, folderOf(key)));
  write.forEach(({ store, key }) => store.grantWrite(identity, folderOf(key)));
  secretScopes(plan.secrets, props).forEach((secret, i) =>
    grantTo(scope, `Secret-${i + 1}`, identity, { scope: secret, role: 'keyVaultSecretsUser', description: `${plan.name} reads a secret` }));
}
