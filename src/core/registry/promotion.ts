import { isUnresolved, refuse } from '../private';
import { ModelStage } from './model-stage';

/**
 * A place to which approved versions of a registry go on: it may read them, their files and their images, so that the registry there can take them over by
 * `Model.fromRegistry`.
 *
 * @example
 * import { ModelStage, Promotion } from 'ml-platform-constructs';
 *
 * const onAws = Promotion.to(ModelStage.PRODUCTION, '444455556666');
 * const onGoogleCloud = Promotion.to(ModelStage.PRODUCTION, 'acme-ml-production');
 */
export class Promotion {
  /**
   * Throws `models/promotion-place` for an empty place; a registry refuses its own stage with `models/same-stage`.
   *
   * @param stage the stage of the registry there
   * @param place the account of AWS, the project of Google Cloud, the object id of whoever deploys in the other subscription of Azure, the namespace in a cluster
   */
  public static to(stage: ModelStage, place: string): Promotion {
    if (!isUnresolved(place) && place.trim() === '') {
      refuse('models/promotion-place', `versions are to go on to ${stage}, but it is not said where that is: give its account, project, principal or namespace`);
    }
    return new Promotion(stage, place);
  }

  private constructor(
    /** The stage of the registry there. */
    public readonly stage: ModelStage,
    /** The account, the project, the principal or the namespace. */
    public readonly place: string,
  ) {}
}
