import { CAPABILITIES } from '../platform/capability';
import { Problems } from './validation-error';

/** Notes codes that nobody can overrule; only a refusal that a newer fact can make wrong, or whose risk is the user's to take, can be. */
export function requireAcknowledgeable(codes: readonly string[], acknowledgeable: readonly string[], problems: Problems): void {
  codes.filter((code) => !acknowledgeable.includes(code)).forEach((code) => {
    const why = (CAPABILITIES as readonly string[]).includes(code) ? 'the target lacks it' : 'it is no refusal that can be overruled';
    problems.add('platform/acknowledge', `'${code}' cannot be acknowledged, since ${why}: acknowledge only ${acknowledgeable.join(', ')}`);
  });
}
