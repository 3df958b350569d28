// Preloaded into a program: counts the connections that it tries to open, which are many before they fail where there is no network.
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = options?.host ?? 'localhost';
  if (!options?.path && process.env.CALLS_FILE) appendFileSync(process.env.CALLS_FILE, `${host}\n`);
  return connect.apply(this, args);
};
