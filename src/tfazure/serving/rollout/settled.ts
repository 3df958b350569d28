import { ML_API } from './paths';
import { Actions, compose, http, inOrder, until, wait, after } from './workflow-language';

/** How often Azure is asked how far it is. */
const POLL_SECONDS = 20;

/** How long machines, images and models may take: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-troubleshoot-online-endpoints#error-resourcenotready */
const LONGEST_SECONDS = 2 * 3600;

/** Waits until Azure is done with an endpoint or a deployment; `<prefix>_state` then has its answer. */
export function settled(prefix: string, path: string): Actions {
  const look = `${prefix}_look`;
  const ended = `@contains(createArray('Succeeded', 'Failed', 'Canceled'), coalesce(body('${look}')?['properties']?['provisioningState'], ''))`;
  return inOrder(
    until(`${prefix}_done`, ended, LONGEST_SECONDS, inOrder(wait(`${prefix}_pause`, POLL_SECONDS), http(look, 'GET', path, ML_API))),
    http(`${prefix}_state`, 'GET', path, ML_API),
  );
}

/** Whether that went well. */
export function wentWell(prefix: string): string {
  return `equals(coalesce(body('${prefix}_state')?['properties']?['provisioningState'], ''), 'Succeeded')`;
}

/** Removes a deployment and waits until it is gone, asking again while Azure is still busy with it. */
export function removed(prefix: string, path: string): Actions {
  const look = `${prefix}_look`;
  const code = `${prefix}_code`;
  return until(`${prefix}_gone`, `@equals(outputs('${code}'), 404)`, LONGEST_SECONDS, {
    ...inOrder(http(`${prefix}_delete`, 'DELETE', path, ML_API)),
    ...after(`${prefix}_delete`, ['Succeeded', 'Failed', 'TimedOut'], wait(`${prefix}_pause`, POLL_SECONDS)),
    ...after(`${prefix}_pause`, ['Succeeded'], http(look, 'GET', path, ML_API)),
    // What is not found fails the call, and is what is waited for.
    ...after(look, ['Succeeded', 'Failed', 'TimedOut'], compose(code, `@outputs('${look}')?['statusCode']`)),
  });
}
