import { parentPort, workerData } from 'node:worker_threads';
import { type GraphInput, prepareGraphFile } from './hnsw-graph.ts';

/** Builds one graph off the main thread and reports its path. */
parentPort?.postMessage(prepareGraphFile(workerData as GraphInput));
