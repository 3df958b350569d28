export * from './workloads-stack';
