import { Socket } from 'node:net';

/** A synthesis makes no network call: the first one fails the test that made it. Local servers of a test are let through. */
const connect = Socket.prototype.connect;
const LOCAL = /^(localhost|127\.0\.0\.1|::1)$/;

Socket.prototype.connect = function (this: Socket, ...args: any[]): Socket {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = options?.host ?? (typeof args[1] === 'string' ? args[1] : 'localhost');
  if (options?.path === undefined && !LOCAL.test(host)) {
    throw new Error(`network call to ${host}: synthesis and its tests are offline`);
  }
  return (connect as (...all: unknown[]) => Socket).apply(this, args);
} as typeof connect;
