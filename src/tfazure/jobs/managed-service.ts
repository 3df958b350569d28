import { Duration } from '../../core';
import { JobService } from '../../core/jobs/managed-job-plan';
import { JOB_LIMITS } from '../../facts/azure/ml-jobs';
import { ML_GENERAL, ML_MACHINES, ML_MEMORY } from '../../facts/azure/ml-machines';

/** Azure Machine Learning as it runs jobs. It has a way for each launcher; where it has no distribution, PyTorch's tells the nodes of each other. */
export const AZURE_ML: JobService = {
  name: 'Azure ML',
  machines: { cloud: 'Azure ML', machines: ML_MACHINES, general: ML_GENERAL, memory: ML_MEMORY },
  launchers: {},
  longestRun: Duration.days(JOB_LIMITS.longestDays),
  mostNodes: JOB_LIMITS.mostNodes,
};
