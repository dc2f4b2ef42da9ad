import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './api/app.ts';
import type { ApiDependencies } from './api/contract.ts';
import { projectRoot } from './config.ts';
import { createFeedback } from './desk/feedback.ts';
import { createKeys } from './desk/keys.ts';
import { createSessions } from './desk/sessions.ts';
import { createRetention } from './desk/upkeep/retention.ts';
import { ConfigError } from './domain/errors.ts';
import type { Change } from './store/contract.ts';
import type { Wence } from './wire.ts';

export interface ServerOptions {
  host?: string;
  /** 0 takes any free port. */
  port?: number;
}

export interface RunningServer {
  /** With the base path, without a slash at the end. */
  url: string;
  /** Stops listening, lets open requests finish, breaks off those that take longer than `drainMs`. */
  close(): Promise<void>;
}

/** How long open requests may still take once the server is told to stop. */
const drainMs = 5_000;

/** How often what has outlived its purpose is removed, and how long after the start for the first time. */
const forgetEveryMs = 3_600_000;
const forgetFirstMs = 60_000;

/**
 * Removes expired conversations now, and every hour whatever is older than staff want it kept. Returns what stops it. A failure is
 * logged; the next hour tries again.
 */
async function keepForgetting({ store, clock, log }: Wence): Promise<() => void> {
  const retention = createRetention(store, clock);
  const forget = async (what: () => Promise<Change>) => {
    try {
      await store.apply([await what()]);
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : error }, 'expired records could not be removed');
    }
  };
  await forget(async () => ({ type: 'forget_before', at: clock.now().toISOString() }));
  const first = setTimeout(() => forget(retention), forgetFirstMs).unref();
  const timer = setInterval(() => forget(retention), forgetEveryMs).unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}

/** What the API needs, from the whole product. */
function apiDependencies(wence: Wence): ApiDependencies {
  const { config, clock, store, answers, lookup, retriever, embedder, embed, entries } = wence;
  const { documents, documentViews, documentPages } = wence;
  return {
    config,
    clock,
    store,
    answers,
    lookup,
    retriever,
    embedder,
    embed,
    entries,
    documents,
    documentViews,
    documentPages,
    keys: createKeys(store, clock),
    sessions: createSessions(store, clock, {
      idleMinutes: config.WENCE_SESSION_IDLE_MINUTES,
      hours: config.WENCE_SESSION_HOURS,
      oneTimeHours: config.WENCE_ONE_TIME_PASSWORD_HOURS,
    }),
    feedback: createFeedback(store, clock),
  };
}

/**
 * Serves the API and the pages, and removes expired conversations meanwhile. Throws ConfigError when the port cannot be had. The entry point listens for signals: it
 * closes the server first, then the base.
 */
export async function startServer(wence: Wence, options: ServerOptions = {}): Promise<RunningServer> {
  const host = options.host ?? wence.config.WENCE_HOST;
  const port = options.port ?? wence.config.WENCE_PORT;
  const app = createApp(apiDependencies(wence), { widgetFolder: join(projectRoot, 'dist', 'widget'), logger: wence.log });
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Slow senders are let go, after the two minutes that a file of 64 MiB takes from a desk's line of 5 Mbit/s. A connection lies idle longer than a proxy in front keeps it (60 s as
    // a rule), so that nobody sends on one that is just being closed.
    serverOptions: { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 75_000 },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  const stopForgetting = await keepForgetting(wence);
  let closing: Promise<void> | null = null;
  return {
    url: `http://${hostForUrl(host)}:${actualPort}${wence.config.WENCE_BASE_PATH}`,
    close() {
      stopForgetting();
      closing ??= drain(server);
      return closing;
    },
  };
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const breakOff = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(breakOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** An address that can be opened: "all interfaces" is not one. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(
      `端口 ${port} 已被其他程序占用。请换一个端口（例如 --port ${port + 1}），或先停止占用它的程序。`,
      error.message,
    );
  }
  if (error.code === 'EACCES') {
    return new ConfigError(`没有权限使用端口 ${port}。请换一个大于 1023 的端口（例如 --port 8686）。`, error.message);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ConfigError(`本机没有地址 ${host}。请检查 WENCE_HOST。`, error.message);
  }
  return error;
}
