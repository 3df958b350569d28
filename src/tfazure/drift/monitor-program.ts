import { COUNTS } from './program/counts';
import { DISTANCES } from './program/distances';
import { FILES } from './program/files';
import { JUDGMENTS } from './program/judgments';
import { MEASURES } from './program/measures';
import { PARTS } from './program/parts';
import { RECORDS } from './program/records';
import { RESULTS } from './program/results';
import { STEPS } from './program/steps';
import { VALUES } from './program/values';

/**
 * What a monitor runs on Spark, one file in two steps: the first makes a table of captured requests, which Azure ML's own preprocessing cannot read, or of a batch output
 * (https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#set-up-model-monitoring-of-production-data); the second measures a signal of it
 * (https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#set-up-model-monitoring-with-custom-signals-and-metrics). All but the steps is plain
 * Python. What is counted in one part of the data is added up with what is counted in others, so that no machine holds all records.
 */
export const MONITOR_PROGRAM = [RECORDS, FILES, VALUES, COUNTS, JUDGMENTS, PARTS, DISTANCES, MEASURES, RESULTS, STEPS].join('');
