#!/usr/bin/env node
// npm run build             lib/ and .jsii
// npm run build -- --wheel  and the wheel, installed into .venv
import { SetupError, build, install, python } from './setup.mjs';

try {
  install();
  build();
  if (process.argv.includes('--wheel')) {
    const reason = python();
    if (reason) throw new SetupError(reason);
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
