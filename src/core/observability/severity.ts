/** How urgent an alarm is. */
export enum Severity {
  /** Wakes a person. */
  CRITICAL = 'critical',

  /** Is looked at in working hours. */
  WARNING = 'warning',

  /** Is worth knowing. */
  INFO = 'info',
}
