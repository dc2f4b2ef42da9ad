import { parentPort } from 'node:worker_threads';
import { type Picture, recognise } from './recognise.ts';

/** Runs recognition beside the main thread: one picture in, its lines or the reason of failure out. */
parentPort?.on('message', async (picture: Picture) => {
  try {
    parentPort?.postMessage({ lines: await recognise(picture) });
  } catch (error) {
    parentPort?.postMessage({ failure: String(error) });
  }
});
