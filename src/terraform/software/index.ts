export * from './manifest-release';
export * from './software-host';
