/** What starts the processes of a job on its nodes, and tells them of each other. */
export type Launcher = 'torch' | 'jax' | 'tensorflow' | 'xgboost' | 'ray' | 'mpi' | 'custom';
