/** Machines that were reserved. */
export interface ReservationPlan {
  readonly name: string;
  /** Whose it is; absent for the project's own. */
  readonly project?: string;
  /** Where it is, if its name tells. */
  readonly zone?: string;
}

const NAME = '[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** As the API writes it, from the whole to the last name: https://docs.cloud.google.com/compute/docs/reference/rest/v1/reservations */
const PATTERN = new RegExp(`^(?:projects/(?<project>[a-z0-9.:-]+)/)?(?:zones/(?<zone>[a-z0-9-]+)/)?(?:reservations/)?(?<name>${NAME})$`);

/** Reads the name of a reservation; nothing where it is none. */
export function parseReservation(id: string): ReservationPlan | undefined {
  const found = PATTERN.exec(id)?.groups;
  return found ? { name: found.name!, project: found.project, zone: found.zone } : undefined;
}

/** As `reservation_affinity` takes it: a reservation of another project has its whole name but for the zone, which is the node's. */
export function affinityValue({ name, project }: ReservationPlan, own: string): string {
  return project === undefined || project === own ? name : `projects/${project}/reservations/${name}`;
}
