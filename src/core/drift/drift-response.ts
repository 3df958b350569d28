import { AlertChannel } from '../observability';
import { Retrain } from './retrain';

/** What happens when a threshold is crossed, beside the alarms that call the platform's channels by the severity of the signal. */
export interface DriftResponse {
  /**
   * Who is told of this monitor's alarms in addition: a webhook of the team that owns the model.
   * @default - the platform's channels only
   */
  readonly alerts?: AlertChannel[];

  /**
   * What makes a new model.
   * @default - nothing: people are told
   */
  readonly retrain?: Retrain;
}
