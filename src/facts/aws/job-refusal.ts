/** Something of a job that cannot be, with its public code. */
export interface JobRefusal {
  readonly code: string;
  readonly message: string;
}
