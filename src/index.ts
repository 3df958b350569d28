export * from './core';
export * as awscdk from './awscdk';
export * as kubernetes from './kubernetes';
export * as tfaws from './tfaws';
export * as tfazure from './tfazure';
export * as tfgcp from './tfgcp';
export * as tfk8s from './tfk8s';
