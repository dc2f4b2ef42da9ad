// A reading process that does what its task's path says: for tests of what watches over readers.
import { setTimeout as wait } from 'node:timers/promises';

const held = [];
const behaviours = {
  hang: () => {
    for (;;) Math.random();
  },
  crash: () => process.abort(),
  leave: () => process.exit(3),
  // Memory outside of the JavaScript heap, which the heap limit does not see.
  grow: async () => {
    for (;;) {
      held.push(Buffer.alloc(16 * 1024 * 1024, 1));
      await wait(1);
    }
  },
  slow: async () => {
    for (let page = 1; page <= 12; page++) {
      await wait(300);
      process.send({ page: { done: page, total: 12 } });
    }
  },
};

process.on('disconnect', () => process.exit(0));
process.on('message', async ({ path, withoutOcr }) => {
  if (path === 'pictures' && !withoutOcr) process.abort();
  await behaviours[path]?.();
  process.send({ reading: { type: 'failed', code: 'read', reason: String(process.pid), detail: path } });
});
