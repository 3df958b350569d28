import { Accelerator, Machine, Size } from '../../../src/core';
import { Problems } from '../../../src/core/private';
import { machineFor, machineOf } from '../../../src/core/training/machine-catalogue';
import { codesOf } from '../../support/refusals';
import { CATALOGUE } from './fake-cloud';

function find(accelerator: Accelerator, region: string | undefined = 'eu-central-1', acknowledged: string[] = [], catalogue = CATALOGUE) {
  const problems = new Problems();
  const machine = machineFor(accelerator, catalogue, region, acknowledged, problems);
  problems.throwIfAny();
  return machine;
}

function named(machine: Machine) {
  const problems = new Problems();
  const found = machineOf(machine, CATALOGUE, problems);
  problems.throwIfAny();
  return found;
}

describe('the machine of an accelerator', () => {
  test('is the usual one of those that carry as many', () => {
    expect(find(Accelerator.t4())).toMatchObject({ name: 'small.t4', cpus: 8 });
    expect(find(Accelerator.t4(4))).toMatchObject({ name: 'large.t4', gpus: 4 });
    expect(find(Accelerator.h100(8), 'us-east-1')).toMatchObject({ name: 'fast.h100', fabric: true });
  });

  test('that the cloud lacks is refused with the nearest, the larger of two', () => {
    expect(codesOf(() => find(Accelerator.a10g()))).toEqual(['training/accelerator-unavailable']);
    expect(() => find(Accelerator.l4())).toThrow('Acme Cloud has no l4; nearest to it there is t4');
    expect(() => find(Accelerator.b200())).toThrow('nearest to it there is h100');
    // a100-40gb is three steps from t4, and two from h100
    expect(() => find(Accelerator.a100())).toThrow('nearest to it there is h100');
  });

  test('in a number that no machine has is refused with those that there are', () => {
    expect(codesOf(() => find(Accelerator.t4(2)))).toEqual(['training/accelerator-count']);
    expect(() => find(Accelerator.t4(2))).toThrow('there are machines with 1, 4');
  });

  test('that the region lacks is refused with what is there, and where it is', () => {
    expect(codesOf(() => find(Accelerator.h100(8)))).toEqual(['training/accelerator-region']);
    expect(() => find(Accelerator.h100(8))).toThrow("'eu-central-1' has no h100, nearest to it there is t4; the nearest region that has it is 'eu-west-1'");
    expect(() => find(Accelerator.h100(8), 'sa-east-1')).toThrow('nor any other accelerator');
  });

  test('that the region has since can be acknowledged', () => {
    expect(find(Accelerator.h100(8), 'eu-central-1', ['training/accelerator-region'])).toMatchObject({ name: 'fast.h100' });
  });

  test('is not looked for in a region where none is known, or no list is', () => {
    expect(find(Accelerator.h100(8), 'eu-central-1', [], { ...CATALOGUE, regions: undefined })).toMatchObject({ name: 'fast.h100' });
    const problems = new Problems();
    expect(machineFor(Accelerator.h100(8), CATALOGUE, undefined, [], problems)).toMatchObject({ name: 'fast.h100' });
  });

  test('of both is refused for both', () => {
    expect(codesOf(() => find(Accelerator.h100(3)))).toEqual(['training/accelerator-region', 'training/accelerator-count']);
  });
});

describe('a machine', () => {
  test('of a size is the one of that family', () => {
    expect(named(Machine.general(4))).toMatchObject({ name: 'general.4', memoryGib: 16 });
    expect(named(Machine.memory(4))).toMatchObject({ name: 'memory.4', memoryGib: 32 });
  });

  test('of a size that the cloud lacks is refused with those that there are', () => {
    expect(codesOf(() => named(Machine.general(6)))).toEqual(['training/machine-size']);
    expect(() => named(Machine.general(6))).toThrow('there are 4');
  });

  test('by its name is believed, and what only the almanac knows of it is kept', () => {
    const shape = { cpus: 100, gpus: 7, memory: Size.gibibytes(9) };
    expect(named(Machine.custom('fast.h100', shape))).toEqual({ name: 'fast.h100', accelerator: 'h100', gpus: 7, cpus: 100, memoryGib: 9, fabric: true });
    expect(named(Machine.custom('unheard.of', shape))).toEqual({ name: 'unheard.of', accelerator: undefined, gpus: 7, cpus: 100, memoryGib: 9, fabric: false });
  });
});
