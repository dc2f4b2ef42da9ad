import { ParseError } from '../../domain/errors.ts';
import { type OcrLine, type Picture, recognise } from './recognise.ts';
import { readTurned, type UprightReading } from './upright.ts';

export type { OcrLine, Picture };

/** A page takes ten seconds or so on two cores; ten times that mean that something hangs. */
const timeoutMilliseconds = 100_000;

let queue: Promise<unknown> = Promise.resolve();
let allowed = true;

/** Switches recognition off for this process, for a file whose reading it brought down, and on again. */
export function allowRecognition(isAllowed: boolean): void {
  allowed = isAllowed;
}

/**
 * Reads the text of a picture, one picture at a time. The models run on threads of their own; a thread of ours around them would bring
 * down the process when it is ended while they run. Throws ParseError when recognition fails or takes too long.
 */
export function readPicture(picture: Picture): Promise<OcrLine[]> {
  if (!allowed) return Promise.reject(new ParseError('文字识别意外中断，这里没有再识别', 'ocr: switched off'));
  const result = queue.then(() => limited(recognise(picture)));
  queue = result.catch(() => undefined);
  return result;
}

/** Reads a page that may lie on its side or on its head; returns the picture as it was read. Throws as readPicture does. */
export function readUpright(picture: Picture): Promise<UprightReading> {
  return readTurned(picture, readPicture);
}

async function limited(reading: Promise<OcrLine[]>): Promise<OcrLine[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result after ${timeoutMilliseconds} ms`)), timeoutMilliseconds);
  });
  try {
    return await Promise.race([reading, late]);
  } catch (error) {
    throw new ParseError('文字识别没有成功', `ocr: ${String(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
