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

process.exitCode = await main(process.argv.slice(2), undefined, controller.signal);
