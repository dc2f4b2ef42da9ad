import { watch } from 'chokidar';

/** After the last change of the folder this long is waited: files come in groups, and large ones in parts. Milliseconds. */
const settleMilliseconds = 1500;

/**
 * Calls `run` once, and again after every group of changes in the folder, one run at a time, until the signal stops it. A change
 * during a run brings another run after it. `run` must not throw for what can be mended in the folder.
 */
export async function watchFolder(root: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  let wake: () => void = () => {};
  let changed = true;
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (path) => /[/\\](?:\.|~\$)[^/\\]*$/.test(path.slice(root.length)),
    awaitWriteFinish: { stabilityThreshold: settleMilliseconds, pollInterval: 200 },
  });
  watcher.on('all', () => {
    changed = true;
    wake();
  });
  const stop = () => wake();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) break;
      await quiet(
        () => changed,
        () => (changed = false),
        signal,
      );
      if (!signal.aborted) await run();
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await watcher.close();
  }
}

/** Waits until a while has passed without another change. */
async function quiet(hasChanged: () => boolean, reset: () => void, signal: AbortSignal): Promise<void> {
  while (hasChanged() && !signal.aborted) {
    reset();
    await new Promise((resolve) => setTimeout(resolve, settleMilliseconds / 3));
  }
}
