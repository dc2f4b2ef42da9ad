import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../src/domain/ids.ts';
import type { Embedder } from '../src/models/contract.ts';

/** Vectors made and written at a time: what a crash costs at most. */
const batch = 200;

/**
 * Vectors kept between runs in one file of one model, found by the hash of the text. A record is 32 bytes of SHA-256 and the
 * vector as little-endian float32; whole records are appended at once, and one cut off by a crash is dropped.
 */
export class VectorFile {
  readonly #path: string;
  readonly #dimensions: number;
  readonly #vectors = new Map<string, Float32Array>();
  #waiting: Buffer[] = [];

  constructor(path: string, dimensions: number) {
    this.#path = path;
    this.#dimensions = dimensions;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) this.#load();
  }

  #load(): void {
    const bytes = readFileSync(this.#path);
    const record = 32 + this.#dimensions * 4;
    const whole = Math.floor(bytes.length / record) * record;
    if (whole < bytes.length) truncateSync(this.#path, whole);
    for (let start = 0; start < whole; start += record) {
      const key = bytes.toString('hex', start, start + 32);
      const values = bytes.buffer.slice(bytes.byteOffset + start + 32, bytes.byteOffset + start + record);
      this.#vectors.set(key, new Float32Array(values));
    }
  }

  get size(): number {
    return this.#vectors.size;
  }

  has(text: string): boolean {
    return this.#vectors.has(sha256(text));
  }

  get(text: string): Float32Array | undefined {
    return this.#vectors.get(sha256(text));
  }

  put(text: string, vector: Float32Array): void {
    const key = sha256(text);
    this.#vectors.set(key, vector);
    this.#waiting.push(Buffer.from(key, 'hex'), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    if (this.#waiting.length >= batch * 2) this.flush();
  }

  /** Lets go of what is in memory; the file stays. */
  clear(): void {
    this.flush();
    this.#vectors.clear();
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    appendFileSync(this.#path, Buffer.concat(this.#waiting));
    this.#waiting = [];
  }
}

/** An embedder that asks the model only for texts it has not seen; questions always go to the model. */
export function rememberingEmbedder(embedder: Embedder, file: VectorFile): Embedder {
  const remember = async (texts: readonly string[], onProgress?: (done: number) => void) => {
    const missing = [...new Set(texts)].filter((text) => !file.has(text));
    const known = texts.length - missing.length;
    for (let start = 0; start < missing.length; start += batch) {
      const part = missing.slice(start, start + batch);
      for (const [index, vector] of (await embedder.embedPassages(part)).entries()) file.put(part[index]!, vector);
      file.flush();
      onProgress?.(known + start + part.length);
    }
    return texts.map((text) => file.get(text)!);
  };
  return {
    id: embedder.id,
    dimensions: embedder.dimensions,
    embedQuestion: (text) => embedder.embedQuestion(text),
    embedPassage: async (text) => (await remember([text]))[0]!,
    embedPassages: remember,
  };
}
