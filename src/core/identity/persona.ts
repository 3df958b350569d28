import { IIdentity } from './identity';

/** What kind of work somebody does on a platform. Each persona has the least rights that its work needs. */
export enum Persona {
  /** Explores data and trains: reads and writes artifacts under `experiments/`, pulls images, runs training, reads logs and dashboards. */
  DATA_SCIENTIST = 'data-scientist',

  /** Builds and runs: all that a data scientist may, and all artifacts, pushing images, deploying endpoints and pipelines. */
  ML_ENGINEER = 'ml-engineer',

  /** Approves models: reads artifacts, logs, metrics and dashboards, and sets the approval state of a model; changes nothing else. */
  REVIEWER = 'reviewer',

  /** A pipeline outside the platform: pushes images, writes artifacts under `releases/`, deploys endpoints; reads no data. */
  CI = 'ci',
}

/**
 * Who works on a platform. On AWS each persona becomes a role that its members may assume; elsewhere a role that is bound to its members.
 */
export interface PersonaMembers {
  /**
   * Who explores and trains.
   * @default - nobody: the role is made, and nobody holds it
   */
  readonly dataScientists?: IIdentity[];

  /**
   * Who builds and runs.
   * @default - nobody: the role is made, and nobody holds it
   */
  readonly mlEngineers?: IIdentity[];

  /**
   * Who approves models.
   * @default - nobody: the role is made, and nobody holds it
   */
  readonly reviewers?: IIdentity[];

  /**
   * What builds and deploys from outside.
   * @default - nobody: the role is made, and nobody holds it
   */
  readonly ci?: IIdentity[];
}
