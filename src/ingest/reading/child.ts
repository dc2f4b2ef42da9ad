import { type DrawTask, drawn } from './pictures.ts';
import { failure, type ReadTask, readDocument } from './read-document.ts';

/** A reading process: one task in, its reading out, and a sign of life with every page. Ends with its parent. */

/** At most this often a page is told, in milliseconds. */
const pageInterval = 200;

// Ctrl-C reaches the whole group; the parent decides when its readers end.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', async (task: ReadTask | DrawTask) => {
  if ('draw' in task) {
    process.send?.({ reading: await drawn(task) });
    return;
  }
  let told = 0;
  const onPage = (done: number, total: number) => {
    if (Date.now() - told < pageInterval) return;
    told = Date.now();
    process.send?.({ page: { done, total } });
  };
  const reading = await readDocument(task, onPage).catch(failure);
  process.send?.({ reading });
});
