export * from './validation-error';
export * from './tokens';
export * from './literal';
export * from './nearest';
export * from './names';
export * from './freeze';
export * from './grant-prefix';
export * from './target';
