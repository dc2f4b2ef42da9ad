import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';

type Graph = InstanceType<typeof hnswlib.HierarchicalNSW>;

/** Neighbours per node and width of the search while building; the seed makes builds repeatable. */
export const graphSettings = { m: 16, efConstruction: 200, randomSeed: 100 };

export interface GraphInput {
  ids: string[];
  /** All vectors end to end, in the order of the ids. */
  data: Float32Array;
  dimensions: number;
  /** Floats from one vector to the next. */
  stride: number;
  /** Where graph files lie; they may be deleted at any time. */
  folder: string;
}

/**
 * Path of the graph file of exactly these vectors, built now unless it lies there from an earlier run; graphs of other
 * vectors in the folder are removed. Takes about a minute for 50,000 vectors: call it in a worker.
 */
export function prepareGraphFile(input: GraphInput): string {
  mkdirSync(input.folder, { recursive: true });
  const name = `${contentHash(input)}.hnsw`;
  const path = join(input.folder, name);
  if (!existsSync(path)) {
    buildGraph(input).writeIndexSync(`${path}.part`);
    renameSync(`${path}.part`, path);
  }
  for (const other of readdirSync(input.folder)) {
    if (/\.hnsw(\.part)?$/.test(other) && other !== name) rmSync(join(input.folder, other), { force: true });
  }
  return path;
}

/** Throws when the file is damaged or of other vectors. */
export async function loadGraph(path: string, count: number, dimensions: number): Promise<Graph> {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  await graph.readIndex(path);
  if (graph.getCurrentCount() !== count || graph.getNumDimensions() !== dimensions)
    throw new Error(`${path} holds other vectors`);
  return graph;
}

function buildGraph({ ids, data, dimensions, stride }: GraphInput): Graph {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  // It throws when full and has no growth of its own; the number is known here.
  graph.initIndex({ maxElements: ids.length, ...graphSettings });
  for (let row = 0; row < ids.length; row++) {
    graph.addPoint(Array.from(data.subarray(row * stride, row * stride + dimensions)), row);
  }
  return graph;
}

function contentHash({ ids, data, dimensions, stride }: GraphInput): string {
  const hash = createHash('sha256').update(JSON.stringify([graphSettings, dimensions, ids]));
  return hash
    .update(new Uint8Array(data.buffer, 0, ids.length * stride * Float32Array.BYTES_PER_ELEMENT))
    .digest('hex')
    .slice(0, 32);
}
