/**
 * The scalar product of two float32 vectors as a WebAssembly module of some 200 bytes: four lanes at a time, about four times
 * as fast as a JavaScript loop. It reads both vectors from one memory, so texts and question lie in the same one.
 *
 *   dot(a, b, end): sum of a[i] * b[i], for addresses from `a` up to `end`, in steps of 16 floats
 */

/** Vectors are padded with zeros to a multiple of this many floats. */
export const floatsPerStep = 16;

export type DotProduct = (a: number, b: number, end: number) => number;

/** The part of the global used here; it is declared only by the browser's type library. */
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number; shared: true }) => { buffer: SharedArrayBuffer };
  Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => { exports: Record<string, unknown> };
};

const bytesPerStep = 64;
const bytesPerPage = 65_536;
const mostPages = 65_536;

// Binary format of WebAssembly: value types, then instructions.
const [i32, f32, v128] = [0x7f, 0x7d, 0x7b] as const;
const empty = 0x40;
const loop = 0x03;
const end = 0x0b;
const branchIf = 0x0d;
const lessUnsigned = 0x49;
const addInteger = 0x6a;
const addFloat = 0x92;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, ...signed(value)];
const loadVector = (offset: number) => [0xfd, 0x00, 0x00, offset];
const multiplyVectors = [0xfd, 0xe6, 0x01];
const addVectors = [0xfd, 0xe4, 0x01];
const lane = (index: number) => [0xfd, 0x1f, index];

/** Four sums that do not wait for each other, in the locals after the three parameters. */
const sums = [3, 4, 5, 6] as const;

function multiplyAndAdd(sum: number, position: number): number[] {
  const product = [...get(0), ...loadVector(16 * position), ...get(1), ...loadVector(16 * position), ...multiplyVectors];
  return [...get(sum), ...product, ...addVectors, ...set(sum)];
}

const advance = (parameter: number) => [...get(parameter), ...constant(bytesPerStep), addInteger, ...set(parameter)];

const body = [
  ...[1, sums.length, v128],
  ...[loop, empty, ...sums.flatMap(multiplyAndAdd), ...advance(0), ...advance(1)],
  ...[...get(0), ...get(2), lessUnsigned, branchIf, 0, end],
  ...[...get(3), ...get(4), ...addVectors, ...get(5), ...get(6), ...addVectors, ...addVectors, ...set(3)],
  ...[0, 1, 2, 3].flatMap((index) => [...get(3), ...lane(index)]),
  ...[addFloat, addFloat, addFloat, end],
];

const binary = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 3, i32, i32, i32, 1, f32]),
  // Memory "m" of module "m", shared between threads.
  ...section(2, [1, 1, 0x6d, 1, 0x6d, 0x02, 0x03, ...unsigned(1), ...unsigned(mostPages)]),
  ...section(3, [1, 0]),
  // Exported as "d".
  ...section(7, [1, 1, 0x64, 0x00, 0]),
  ...section(10, [1, ...unsigned(body.length), ...body]),
]);

const compiled = new WebAssembly.Module(binary);

/** Memory for so many bytes (at most 4 GiB) and the product that reads it. Throws RangeError when there is not enough. */
export function vectorMemory(bytes: number): { buffer: SharedArrayBuffer; dot: DotProduct } {
  const pages = Math.max(1, Math.ceil(bytes / bytesPerPage));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { exports } = new WebAssembly.Instance(compiled, { m: { m: memory } });
  return { buffer: memory.buffer, dot: exports.d as DotProduct };
}

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** LEB128 with a sign, for values from 0. */
function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
