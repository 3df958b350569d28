export * from './data-mount';
export * from './experiment-tracking';
export * from './job-secret';
export * from './job-trigger';
export * from './lineage';
export * from './training-backend';
export * from './training-framework';
export * from './training-job';
