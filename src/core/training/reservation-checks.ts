import { isUnresolved, Problems } from '../private';
import { NodeGroupPlan } from './node-group-plan';

/** What a user tells of a reservation beside its id. */
export interface Reserved {
  readonly reservationId: string;
  readonly subnetId?: string;
  readonly capacityBlock?: boolean;
}

/** What a cloud's reservations are called. */
export interface ReservationIds {
  readonly pattern: RegExp;
  readonly what: string;
  readonly example: string;
}

/** Notes what is wrong with the reservations that groups run on, where a cloud is told of their zones. */
export function checkReservations(groups: readonly NodeGroupPlan[], told: readonly Reserved[], ids: ReservationIds, problems: Problems): void {
  const used = groups.flatMap(({ reservationId }) => reservationId ?? []);
  const named = new Set([...used, ...told.map(({ reservationId }) => reservationId)]);
  [...named].filter((id) => !isUnresolved(id) && !ids.pattern.test(id)).forEach((id) => {
    problems.add('training/reservation-id', `'${id}' is no ${ids.what}: give an id such as '${ids.example}'`);
  });
  told.forEach(({ reservationId, capacityBlock, subnetId }) => {
    if (!isUnresolved(reservationId) && !used.some((id) => isUnresolved(id) || id === reservationId)) {
      problems.add('training/reservation-unused', `'reservations' tells of '${reservationId}', but no group runs on it: name it in Capacity.reservation(…) of a group, or leave it out`);
    }
    if (capacityBlock && subnetId === undefined) {
      problems.add('training/reservation-zone', `the capacity block '${reservationId}' lies in one zone, and its nodes can be nowhere else: give the private subnet there as its 'subnetId'`);
    }
  });
  groups.filter(({ capacity, asked }) => capacity === 'reservation' && asked.compact).forEach(({ name, reservationId }) => {
    problems.add(
      'training/reservation-placement',
      `the nodes of the group '${name}' are to lie close together on '${reservationId}', but machines lie where they were reserved: reserve them close together, and leave 'placement' out`,
    );
  });
}
