#!/usr/bin/env node
import { main } from './cli/main.ts';

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write('\n正在停止，再按一次 Ctrl-C 立即退出……\n');
    controller.abort();
  });
}

// A reader that has seen enough (`wence ask … | head`) closes the pipe: nothing to report, and the work goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), undefined, controller.signal);
