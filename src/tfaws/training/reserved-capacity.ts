/** What AWS knows of a reservation and Terraform has no way to ask. */
export interface ReservedCapacity {
  /** The id, `cr-…`, that `Capacity.reservation` of a group names. */
  readonly reservationId: string;

  /**
   * The private subnet in the reservation's zone. A capacity block needs it; `training/reservation-zone` is thrown without it.
   * @default - all private subnets: EC2 Auto Scaling tries one zone after the other
   */
  readonly subnetId?: string;

  /**
   * Whether it is a capacity block for ML, and no on-demand capacity reservation.
   * @default false
   */
  readonly capacityBlock?: boolean;
}
