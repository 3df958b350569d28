import { ML_BASELINE } from './ml-baseline';
import { ML_CHANCE } from './ml-chance';
import { ML_CLUSTER } from './ml-cluster';
import { ML_COLUMNS } from './ml-columns';
import { ML_DRIFT } from './ml-drift';
import { ML_EVIDENTLY } from './ml-evidently';
import { ML_EXPORTER } from './ml-exporter';
import { ML_FILES } from './ml-files';
import { ML_MEASURE } from './ml-measure';
import { ML_REPORT } from './ml-report';
import { ML_REQUESTS } from './ml-requests';
import { ML_RETRAIN } from './ml-retrain';
import { ML_SIGNALS } from './ml-signals';
import { ML_TABLES } from './ml-tables';

/** The files of the program of monitors, by their names. `ml_drift.py` is a run, `ml_exporter.py` what shows its results. */
export const MONITOR_PROGRAM: Readonly<Record<string, string>> = {
  'ml_baseline.py': ML_BASELINE,
  'ml_chance.py': ML_CHANCE,
  'ml_cluster.py': ML_CLUSTER,
  'ml_columns.py': ML_COLUMNS,
  'ml_drift.py': ML_DRIFT,
  'ml_evidently.py': ML_EVIDENTLY,
  'ml_exporter.py': ML_EXPORTER,
  'ml_files.py': ML_FILES,
  'ml_measure.py': ML_MEASURE,
  'ml_report.py': ML_REPORT,
  'ml_requests.py': ML_REQUESTS,
  'ml_retrain.py': ML_RETRAIN,
  'ml_signals.py': ML_SIGNALS,
  'ml_tables.py': ML_TABLES,
};
