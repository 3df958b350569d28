import { ROLLOUT_APIS, LONGEST_ROLLOUT_HOURS } from '../../../facts/azure/serving-rollout';
import { RolloutPlace } from './paths';
import { Actions, filter, http, inOrder, set, until, wait, when } from './workflow-language';

/** How often alerts are asked for; a rule of metrics looks once a minute. */
const WATCH_SECONDS = 30;

/**
 * Looks for so many seconds whether one of the alarms has gone off since traffic began to move. One that was on before is no fault of what is new, so that a bad model
 * can be replaced while its alarm is on.
 */
export function watchAlarms(prefix: string, { resourceGroupId }: RolloutPlace, seconds: string): Actions {
  const essentials = "item()?['properties']?['essentials']";
  const isOurs = `contains(outputs('release')['alarms'], toLower(${essentials}?['alertRule']))`;
  const isNew = `greaterOrEquals(ticks(${essentials}?['startDateTime']), ticks(variables('since')))`;
  return inOrder(
    set(`${prefix}_from`, 'deadline', `@addSeconds(utcNow(), int(${seconds}))`),
    until(`${prefix}_watch`, "@or(greaterOrEquals(ticks(utcNow()), ticks(variables('deadline'))), not(empty(variables('reason'))))", LONGEST_ROLLOUT_HOURS * 3600, inOrder(
      wait(`${prefix}_pause`, WATCH_SECONDS),
      http(`${prefix}_alerts`, 'GET', `${resourceGroupId}/providers/Microsoft.AlertsManagement/alerts?monitorCondition=Fired&timeRange=1d&pageCount=250`, ROLLOUT_APIS.alerts),
      filter(`${prefix}_fired`, `@body('${prefix}_alerts')['value']`, `@and(${isOurs}, ${isNew})`),
      when(`${prefix}_stop`, `@not(empty(body('${prefix}_fired')))`,
        set(`${prefix}_reason`, 'reason', `@{concat('the alarm ', last(split(first(body('${prefix}_fired'))?['properties']?['essentials']?['alertRule'], '/')), ' went off')}`)),
    )),
  );
}
