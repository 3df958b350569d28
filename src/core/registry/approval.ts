import { literal, refuse } from '../private';

/**
 * Whether a version of a model may be served.
 *
 * @example
 * import { Approval } from 'ml-platform-constructs';
 *
 * const waiting = Approval.pending();
 * const decided = Approval.approved('ada@acme.io', 'AUC 0.93 on the holdout of June');
 */
export class Approval {
  /** Nobody has decided yet. */
  public static pending(): Approval {
    return new Approval('pending');
  }

  /**
   * It may be served. Throws `models/approver` without a name.
   *
   * @param by who decided: one of the registry's `approvers`, by name
   * @param reason why
   */
  public static approved(by: string, reason?: string): Approval {
    return new Approval('approved', named(by), reason);
  }

  /**
   * It may not be served. Throws `models/approver` without a name, or a reason.
   *
   * @param by who decided: one of the registry's `approvers`, by name
   * @param reason why
   */
  public static rejected(by: string, reason: string): Approval {
    if (reason.trim() === '') refuse('models/approver', 'a rejection without a reason helps nobody: say what is wrong with the version');
    return new Approval('rejected', named(by), reason);
  }

  private constructor(
    /** `pending`, `approved` or `rejected`. */
    public readonly status: string,
    /** Who decided. */
    public readonly by?: string,
    /** Why. */
    public readonly reason?: string,
  ) {}
}

function named(by: string): string {
  if (literal(by, 'the name of an approver').trim() === '') refuse('models/approver', 'an approval without a name says nothing: give the name of one of the approvers');
  return by;
}
