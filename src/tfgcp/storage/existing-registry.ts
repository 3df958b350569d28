/** A Docker repository of Artifact Registry that exists already. */
export interface ExistingRegistry {
  /** The project that holds it. */
  readonly project: string;

  /** Where it lies: `europe-west4`, `europe`. */
  readonly location: string;

  /** Its last name: `images`. */
  readonly repositoryId: string;

  /**
   * The images in it that the platform uses: what `imageUri` takes as repositories.
   * @default ['training', 'serving']
   */
  readonly repositories?: string[];
}
