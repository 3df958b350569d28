/** How series become one value a period; Terraform and the dashboard's JSON name the parts alike. */
export interface Aggregation {
  /** Seconds with an `s` behind them. */
  readonly alignmentPeriod: string;
  /** Inside one series. */
  readonly perSeriesAligner: string;
  /** Over all series. */
  readonly crossSeriesReducer: string;
}
