import { IConstruct } from 'constructs';
import { IMetric } from './metric';
import { Severity } from './severity';

/** How a value is held against a threshold. */
export enum Comparison {
  /** Alarm when the value is above. */
  ABOVE = 'above',

  /** Alarm when the value is below. */
  BELOW = 'below',
}

/** When to call whom. */
export interface AlarmProps {
  /** What is watched: a metric of one of this platform's handles. */
  readonly metric: IMetric;

  /** The value, in the metric's unit, at which the alarm goes off. */
  readonly threshold: number;

  /**
   * Which side of the threshold is bad.
   * @default Comparison.ABOVE
   */
  readonly comparison?: Comparison;

  /**
   * How urgent it is; decides which channels are told.
   * @default Severity.WARNING
   */
  readonly severity?: Severity;

  /**
   * For how many periods of the metric in a row the value has to be bad.
   * @default 1
   */
  readonly periods?: number;

  /** What it means and what to do, for the person who reads it at night. */
  readonly description: string;
}

/** An alarm that is watched by the platform's channels. */
export interface IAlarm extends IConstruct {
  /** What the cloud calls it: an ARN, a policy name, a resource id, a rule name. */
  readonly alarmId: string;

  /** Whose alarm it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly alarmSystem: string;

  /** How urgent it is. */
  readonly severity: Severity;
}

/** A page of graphs; what is added later appears behind what is there. */
export interface IDashboard extends IConstruct {
  /**
   * Adds one graph.
   *
   * @param title the heading of the graph
   * @param metrics the lines of the graph, all of this platform's cloud
   */
  addGraph(title: string, ...metrics: IMetric[]): void;

  /**
   * Adds a text beside the graphs.
   *
   * @param title its heading
   * @param markdown what it says; values known only at deployment are fine
   */
  addText(title: string, markdown: string): void;
}
