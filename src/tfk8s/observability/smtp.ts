/** The mail server that Alertmanager sends through. */
export interface Smtp {
  /** Its name, such as `smtp.acme.io`. */
  readonly host: string;

  /**
   * Its port; the connection is encrypted by STARTTLS.
   * @default 587
   */
  readonly port?: number;

  /** The sender's address. */
  readonly sender: string;

  /**
   * The user name.
   * @default - the sender's address
   */
  readonly username?: string;

  /** The Secret, in the platform's namespace, that holds the password under the key `password`. The library never sees its content. */
  readonly passwordSecret: string;
}
