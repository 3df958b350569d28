import { literal, nearest, Problems } from '../../core/private';
import { KueueProps } from './kueue-props';
import { OBJECT_NAME } from './object-name';
import { TeamQuota } from './team-quota';

/** Notes what is said of lending and borrowing without a cohort, or that no cohort can have. */
export function checkSharing({ teams, cohort, fairSharing = false }: KueueProps, problems: Problems): void {
  if (cohort !== undefined && problems.collect(() => literal(cohort, 'the name of the cohort')) !== undefined && !OBJECT_NAME.test(cohort)) {
    problems.add('kueue/cohort', `'${cohort}' cannot name a cohort: use up to 63 lower-case letters, digits and hyphens`);
  }
  if (fairSharing && cohort === undefined) {
    problems.add('kueue/cohort', 'fair sharing divides what teams lend, and without a cohort nobody lends: give a cohort');
  }
  teams.forEach((team) => {
    checkLimits(team, 'borrow', team.borrowingLimit, cohort, problems);
    checkLimits(team, 'lend', team.lendingLimit, cohort, problems);
    checkWeight(team, fairSharing, problems);
  });
}

function checkLimits(team: TeamQuota, verb: 'borrow' | 'lend', limits: Record<string, number> | undefined, cohort: string | undefined, problems: Problems): void {
  if (limits === undefined) return;
  if (cohort === undefined) {
    problems.add('kueue/cohort', `the team '${team.team}' has a limit on what it may ${verb}, and without a cohort nobody lends: give a cohort, or no limit`);
  }
  const shares: Record<string, number> = { ...team.cpus, ...team.gpus };
  Object.entries(limits).forEach(([name, amount]) => checkLimit(`the team '${team.team}'`, verb, name, amount, shares, problems));
}

/** Kueue's webhook refuses to lend more than the share: https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/webhooks/clusterqueue_webhook.go */
function checkLimit(team: string, verb: 'borrow' | 'lend', name: string, amount: number, shares: Record<string, number>, problems: Problems): void {
  if (problems.collect(() => literal(amount, `what ${team} may ${verb} of the group '${name}'`)) === undefined) return;
  const share = shares[name];
  if (share === undefined) {
    problems.add('kueue/limit', `${team} may ${verb} ${amount} of the group '${name}', which it has no share of (nearest: '${nearest(name, Object.keys(shares))}'): give it a share, if one of 0, or correct the name`);
    return;
  }
  if (!Number.isInteger(amount) || amount < 0) {
    problems.add('kueue/limit', `${team} cannot ${verb} ${amount} of the group '${name}': give a whole number, 0 or more`);
  } else if (verb === 'lend' && amount > share) {
    problems.add('kueue/limit', `${team} cannot lend ${amount} of the group '${name}', since its share is ${share}: lend no more than that`);
  }
}

/** "When not 0, Weight must be greater than 10^-9": https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/apis/kueue/v1beta2/fairsharing_types.go */
const LEAST_WEIGHT = 1e-9;

function checkWeight({ team, weight }: TeamQuota, fairSharing: boolean, problems: Problems): void {
  if (weight === undefined || problems.collect(() => literal(weight, `the weight of the team '${team}'`)) === undefined) return;
  if (!fairSharing) problems.add('kueue/fair-sharing', `the team '${team}' counts for ${weight}, and without fair sharing nobody counts: give fairSharing: true, or no weight`);
  if (!Number.isFinite(weight) || weight < 0 || (weight > 0 && weight <= LEAST_WEIGHT)) {
    problems.add('kueue/fair-sharing', `the team '${team}' cannot count for ${weight}: give 0, or a number above ${LEAST_WEIGHT}`);
  }
}
