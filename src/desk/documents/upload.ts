import { extname } from 'node:path';
import { EmptyFileError, InvalidInputError, TooLargeError, UnsupportedFormatError } from '../../domain/errors.ts';
import { isArchive } from '../../ingest/archive.ts';
import { isJpeg, isOle, isPdf, isPng, isRtf, isZip, looksBinary } from '../../ingest/formats/magic.ts';

/** A file as it came from a browser. */
export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

type Shape = 'pdf' | 'zip' | 'ole' | 'rtf' | 'png' | 'jpeg' | 'text' | 'other';

/** What may lie under an ending. Old offices wrote RTF, HTML and XML under .doc and .xls, and WPS both containers under its endings. */
const shapes: Record<string, readonly Shape[]> = {
  pdf: ['pdf'],
  docx: ['zip'],
  xlsx: ['zip'],
  ofd: ['zip'],
  doc: ['ole', 'rtf', 'text', 'zip'],
  xls: ['ole', 'text', 'zip'],
  wps: ['ole', 'zip'],
  et: ['ole', 'zip'],
  rtf: ['rtf'],
  png: ['png'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  html: ['text'],
  htm: ['text'],
  mht: ['text'],
  mhtml: ['text'],
  xml: ['text'],
  md: ['text'],
  txt: ['text'],
  csv: ['text'],
};

/** Endings that can be uploaded, as a file field wants them. */
export const acceptedEndings = Object.keys(shapes).map((ending) => `.${ending}`);

const shapeNames: Record<Shape, string> = {
  pdf: 'PDF',
  zip: 'DOCX、XLSX 一类的文件',
  ole: '旧版 Office 文件',
  rtf: 'RTF',
  png: 'PNG 图片',
  jpeg: 'JPEG 图片',
  text: '文本或网页',
  other: '无法识别的内容',
};

/** A name that is only ever shown and stored: no folders, no control characters, at most 120 characters with its ending. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const shown = [...last]
    .filter((letter) => !/[\p{Cc}\p{Cf}\p{Cs}"*:<>?|]/u.test(letter))
    .join('')
    .trim();
  const ending = extname(shown).slice(0, 10);
  const stem = shown.slice(0, shown.length - extname(shown).length).slice(0, 120 - ending.length);
  return stem === '' ? `未命名${ending}` : stem + ending;
}

/**
 * Looks at size, ending and first bytes before anything is read (OWASP ASVS 5.0, file handling). Throws TooLargeError, EmptyFileError,
 * UnsupportedFormatError, InvalidInputError where ending and content do not fit each other.
 */
export function checkedUpload({ name, bytes }: UploadedFile, largestBytes: number): UploadedFile {
  const shown = plainName(name);
  if (bytes.length === 0) throw new EmptyFileError('文件是空的', shown);
  if (bytes.length > largestBytes)
    throw new TooLargeError(
      `文件超过 ${Math.floor(largestBytes / 1024 / 1024)} MiB，请拆分或压缩图片后再上传`,
      `${bytes.length} bytes`,
    );
  const ending = extname(shown).slice(1).toLowerCase();
  if (['zip', 'rar', '7z', 'gz', 'tar'].includes(ending) || isArchive(bytes))
    throw new UnsupportedFormatError('压缩包请先解压，再逐个上传其中的文件', `archive: ${shown}`);
  const allowed = shapes[ending];
  if (!allowed)
    throw new UnsupportedFormatError(
      `不能上传“${ending ? `.${ending}` : '没有扩展名'}”的文件；可以上传：${acceptedEndings.join(' ')}`,
      shown,
    );
  const shape = shapeOf(bytes);
  if (!allowed.includes(shape))
    throw new InvalidInputError(`扩展名是“.${ending}”，内容却是${shapeNames[shape]}，请核对后改名再上传`, `${ending}: ${shape}`);
  return { name: shown, bytes };
}

function shapeOf(bytes: Uint8Array): Shape {
  if (isPdf(bytes)) return 'pdf';
  if (isZip(bytes)) return 'zip';
  if (isOle(bytes)) return 'ole';
  if (isPng(bytes)) return 'png';
  if (isJpeg(bytes)) return 'jpeg';
  if (isRtf(bytes)) return 'rtf';
  return looksBinary(bytes) ? 'other' : 'text';
}
