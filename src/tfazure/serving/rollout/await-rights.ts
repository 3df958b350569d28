import { ROLLOUT_APIS } from '../../../facts/azure/serving-rollout';
import { ML_API, RolloutPlace } from './paths';
import { Actions, after, compose, http, inOrder, until, wait, when } from './workflow-language';

const IDENTITY_API = '2023-01-31';

/** Azure spreads new rights within some minutes: https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting#symptom---role-assignment-changes-are-not-being-detected */
const LONGEST_SECONDS = 1800;

/** Waits until the rights of a workflow that was made a moment ago hold everywhere: what may be read by now may be written, too. */
export function awaitRights({ endpointId, workspaceId, resourceGroupId, identityId }: RolloutPlace): Actions {
  const asked = ['may_serve', 'may_register', 'may_record', 'may_assign'];
  const read = (name: string) => `equals(outputs('${name}')?['statusCode'], 200)`;
  const calls = [
    http('may_serve', 'GET', endpointId, ML_API),
    http('may_register', 'GET', workspaceId, ML_API),
    http('may_record', 'GET', `${resourceGroupId}/providers/Microsoft.AlertsManagement/alerts?pageCount=1`, ROLLOUT_APIS.alerts),
    http('may_assign', 'GET', identityId, IDENTITY_API),
  ];
  const ENDED = ['Succeeded', 'Failed', 'TimedOut'] as const;
  const chain = calls.map((call, i) => (i === 0 ? inOrder(call) : after(asked[i - 1]!, ENDED, call)));
  return until('await_rights', "@equals(outputs('may_all'), true)", LONGEST_SECONDS, Object.assign({}, ...chain,
    after('may_assign', ENDED, compose('may_all', `@and(${asked.map(read).join(', ')})`)),
    after('may_all', ['Succeeded'], when('not_yet', "@not(outputs('may_all'))", inOrder(wait('rights_pause', 30))))) as Actions);
}
