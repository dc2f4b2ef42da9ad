import { inflateSync } from 'node:zlib';
import { FileTooLargeError } from '../../../domain/errors.ts';

/** A stream of a page, font or table of objects that unpacks to more is no document: 128 MiB. */
const maximumUnpacked = 128 * 1024 * 1024;
/** Deflate packs at most so many bytes into one. */
const largestRatio = 1032;
/** The dictionary of a stream stands in the bytes before it. */
const dictionaryBytes = 2000;

/**
 * Refuses a file with a deflated stream that unpacks beyond all measure, before anything unpacks it whole. Pictures are bounded by their
 * own size and left out; so are short streams, which cannot grow that far. Throws FileTooLargeError.
 */
export function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = file.indexOf('stream');
  while (at >= 0) {
    const start = at + 'stream'.length + (file[at + 6] === 0x0d ? 2 : 1);
    const end = file.indexOf('endstream', start);
    if (end < 0) return;
    const dictionary = file.toString('latin1', Math.max(0, at - dictionaryBytes), at);
    checkStream(file.subarray(start, end), dictionary.slice(dictionary.lastIndexOf(' obj') + 1));
    at = file.indexOf('stream', end + 'endstream'.length);
  }
}

function checkStream(packed: Buffer, dictionary: string): void {
  const layers = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
  if (layers === 0 || /\/Subtype\s*\/Image/.test(dictionary)) return;
  let data = packed;
  for (let layer = 0; layer < layers; layer++) {
    if (data.length * largestRatio ** (layers - layer) < maximumUnpacked) return;
    const unpacked = inflate(data);
    if (!unpacked) return;
    data = unpacked;
  }
}

/** Null where it cannot be unpacked (encrypted, damaged, another filter before it): then nobody can unpack it. */
function inflate(data: Buffer): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: maximumUnpacked });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new FileTooLargeError('PDF 里有解压后过大的数据，已拒绝读取', `pdf: more than ${maximumUnpacked} bytes`);
    return null;
  }
}
