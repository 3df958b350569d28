import { Accelerator, Capacity, Duration, Machine, MaintenanceWindow, Placement, Scaling, Size, Weekday } from '../../../src/core';
import { codesOf } from '../../support/refusals';

const TOKEN = '${TfToken[TOKEN.0]}';

describe('accelerators', () => {
  test('are a model and a number; one by default', () => {
    expect(`${Accelerator.h100(8)}`).toBe('8 x h100');
    expect(Accelerator.l4()).toMatchObject({ model: 'l4', count: 1 });
    const older = [Accelerator.t4(), Accelerator.l4(), Accelerator.a10g(), Accelerator.a100(), Accelerator.a100(1, 80)];
    const models = [...older, Accelerator.h100(), Accelerator.h200(), Accelerator.b200()];
    expect(models.map(({ model }) => model)).toEqual(['t4', 'l4', 'a10g', 'a100-40gb', 'a100-80gb', 'h100', 'h200', 'b200']);
  });

  test.each([0, -1, 1.5, 17, Number.NaN])('%p of them is a number that no node has', (count) => {
    expect(codesOf(() => Accelerator.t4(count))).toEqual(['training/accelerator-count']);
  });

  test('with memory that does not exist, or known at deployment only', () => {
    expect(codesOf(() => Accelerator.a100(8, 60))).toEqual(['training/accelerator-memory']);
    expect(codesOf(() => Accelerator.t4(TOKEN as unknown as number))).toEqual(['core/token-not-allowed']);
  });
});

describe('machines', () => {
  test('are of a size, or have a name and what they have', () => {
    expect(Machine.general(16)).toMatchObject({ kind: 'general', cpus: 16 });
    expect(Machine.memory(32)).toMatchObject({ kind: 'memory', cpus: 32 });
    expect(Machine.custom('p6e', { cpus: 144, gpus: 4, memory: Size.gibibytes(960) })).toMatchObject({ kind: 'custom', name: 'p6e', cpus: 144, shape: { gpus: 4 } });
  });

  test.each([0, 1.5, -4])('%p CPUs cannot be', (cpus) => {
    expect(codesOf(() => Machine.general(cpus))).toEqual(['training/machine-size']);
    expect(codesOf(() => Machine.custom('m', { cpus, memory: Size.gibibytes(1) }))).toEqual(['training/machine-shape']);
  });

  test('without a name, with part of a GPU, or with a name that is known at deployment only', () => {
    const memory = Size.gibibytes(1);
    expect(codesOf(() => Machine.custom(' ', { cpus: 1, memory }))).toEqual(['training/machine-shape']);
    expect(codesOf(() => Machine.custom('m', { cpus: 1, gpus: 0.5, memory }))).toEqual(['training/machine-shape']);
    expect(codesOf(() => Machine.custom(TOKEN, { cpus: 1, memory }))).toEqual(['core/token-not-allowed']);
  });
});

describe('scaling', () => {
  test('is fixed, or follows the work', () => {
    expect([Scaling.fixed(3).isElastic(), Scaling.elastic(0, 1).isElastic()]).toEqual([false, true]);
    expect(Scaling.elastic(2, 8)).toMatchObject({ min: 2, max: 8 });
  });

  test.each([0, -1, 1.5])('%p nodes always cannot be', (count) => expect(codesOf(() => Scaling.fixed(count))).toEqual(['training/scaling']));

  test.each([[4, 2], [2, 2], [-1, 2], [0, 1.5], [0, 0]])('%p to %p nodes cannot be', (min, max) => {
    expect(codesOf(() => Scaling.elastic(min, max))).toEqual(['training/scaling']);
  });

  test('says what to write instead', () => {
    expect(() => Scaling.elastic(2, 2)).toThrow('Scaling.fixed(2)');
    expect(codesOf(() => Scaling.fixed(TOKEN as unknown as number))).toEqual(['core/token-not-allowed']);
  });
});

describe('capacity', () => {
  test('is bought in one of three ways', () => {
    expect([Capacity.onDemand(), Capacity.spot(), Capacity.reservation('cr-1')].map(({ kind }) => kind)).toEqual(['on-demand', 'spot', 'reservation']);
    expect(Capacity.reservation(TOKEN).reservationId).toBe(TOKEN);
  });

  test('of a reservation without an id cannot be found', () => expect(codesOf(() => Capacity.reservation(' '))).toEqual(['training/reservation-id']));
});

test('a placement is one of two', () => expect([Placement.compact().kind, Placement.spread().kind]).toEqual(['compact', 'spread']));

describe('maintenance windows', () => {
  test('are a day, an hour and a length', () => {
    expect(MaintenanceWindow.weekly(Weekday.SATURDAY, 22, Duration.hours(4))).toMatchObject({ day: 'saturday', startHour: 22, hours: 4 });
    expect(MaintenanceWindow.weekly(Weekday.SUNDAY, 0, Duration.days(1)).hours).toBe(24);
  });

  test.each([-1, 24, 1.5])('cannot start at %p', (hour) => {
    expect(codesOf(() => MaintenanceWindow.weekly(Weekday.SUNDAY, hour, Duration.hours(12)))).toEqual(['training/maintenance-window']);
  });

  test.each([Duration.hours(3), Duration.hours(25), Duration.minutes(270)])('cannot last %s', (length) => {
    expect(codesOf(() => MaintenanceWindow.weekly(Weekday.SUNDAY, 0, length))).toEqual(['training/maintenance-window']);
  });
});
