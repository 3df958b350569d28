import { Duration, Schedule } from '../../../src/core';
import { watchActions } from '../../../src/tfazure/drift/watchdog';
import { runLogicApp } from '../../support/logic-app';
import { FUNCTIONS } from '../../support/logic-app/functions';
import { withMonitor } from './drift-stacks';

type Json = any;

const NOW = new Date('2026-11-26T12:00:00Z');
const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

Object.assign(FUNCTIONS as Record<string, unknown>, { less: (a: number, b: number) => a < b });

interface Run {
  readonly hours: number;
  readonly status?: string;
  readonly displayName?: string;
}

async function watched(schedule: Schedule, runs: readonly Run[], madeHours = 1000) {
  const actions = watchActions('/ws', { name: 'ml-drift', schedule, maxRunSeconds: 3600 });
  return runLogicApp({ actions: actions as Json }, {
    now: () => NOW,
    wait: () => Promise.resolve(),
    call: (_, uri) => Promise.resolve({
      status: 200,
      body: uri.includes('/schedules/ml-drift-monitor?') ? { systemData: { createdAt: hoursAgo(madeHours) } } : {
        value: runs.map(({ hours, status = 'Completed', displayName = 'ml-drift-monitor-20261126T020000Z' }) => ({ properties: { status, displayName }, systemData: { createdAt: hoursAgo(hours) } })),
      },
    }),
  });
}

const MISSING = { status: 'Failed', error: { code: 'DidNotRun', message: 'no run of ml-drift was completed in the last 26 hours' } };

test('a monitor that has run is let be; one that has not, or whose run failed, or that somebody else\'s run stands for, is told of', async () => {
  const daily = Schedule.daily(2);
  expect(await watched(daily, [{ hours: 10 }])).toEqual({ status: 'Succeeded' });
  expect(await watched(daily, [])).toEqual(MISSING);
  expect(await watched(daily, [{ hours: 10, status: 'Failed' }, { hours: 34 }])).toEqual(MISSING);
  expect(await watched(daily, [{ hours: 10, displayName: 'ml-other-monitor-20261126T020000Z' }])).toEqual(MISSING);
});

test('a monitor that was made a moment ago has had no time to run', async () => {
  expect(await watched(Schedule.daily(2), [], 20)).toEqual({ status: 'Succeeded' });
});

test('a schedule that rests at the weekend may do so', async () => {
  const working = Schedule.cron({ hour: '7', dayOfWeek: '1-5' });
  expect(await watched(working, [{ hours: 70 }])).toEqual({ status: 'Succeeded' });
  expect((await watched(working, [{ hours: 80 }])).status).toBe('Failed');
  expect((await watched(Schedule.every(Duration.hours(6)), [{ hours: 9 }])).status).toBe('Failed');
});

test('it sees runs and schedules, and may do nothing', () => {
  const { stack } = withMonitor();
  const [{ actions, data_actions }] = stack.resource('azurerm_role_definition', 'Watchdog/Role').permissions as [{ actions: string[]; data_actions?: string[] }];
  expect(actions.every((name) => name.endsWith('/read'))).toBe(true);
  expect(data_actions).toBeUndefined();
  expect(stack.resource('azurerm_monitor_metric_alert', 'NotRun/Resource').scopes).toEqual([expect.stringContaining('Watchdog')]);
});
