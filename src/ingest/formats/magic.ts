import { EncryptedFileError, UnsupportedFormatError } from '../../domain/errors.ts';
import { wideEncoding } from './encoding.ts';
import { type OleStreams, readOle } from './ole.ts';

/** True when the bytes at `offset` are the ASCII text. */
export function startsWith(bytes: Uint8Array, text: string, offset = 0): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Position of an ASCII text in the first `limit` bytes, or -1. */
export function indexOfAscii(bytes: Uint8Array, text: string, limit = bytes.length): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(limit, bytes.length)).indexOf(text, 0, 'latin1');
}

export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006');
}

export function isOle(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, i) => bytes[i] === byte);
}

export function isPdf(bytes: Uint8Array): boolean {
  return indexOfAscii(bytes, '%PDF-', 1024) >= 0;
}

export function isRtf(bytes: Uint8Array): boolean {
  return startsWith(bytes, '{\\rtf') || (startsWith(bytes, '\u00ef\u00bb\u00bf') && startsWith(bytes, '{\\rtf', 3));
}

export function isPng(bytes: Uint8Array): boolean {
  return startsWith(bytes, '\u0089PNG\r\n\u001a\n');
}

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** Bytes that no text file holds: control characters other than white space, in more than one byte of two hundred. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (isZip(bytes) || isOle(bytes) || isPdf(bytes) || isPng(bytes) || isJpeg(bytes)) return true;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return false;
  if (wideEncoding(bytes) !== null) return false;
  const length = Math.min(bytes.length, 8192);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) control++;
  }
  return control > length / 200;
}

/** Names formats that are recognised but not read, so that the report can say what to do. */
export function rejectKnownFormats(bytes: Uint8Array): void {
  if (isOle(bytes)) rejectOle(readOle(bytes));
  if (isZip(bytes)) throw new UnsupportedFormatError('压缩包或暂不支持的文档格式', 'zip container without word/ or xl/');
  if (
    startsWith(bytes, 'Rar!') ||
    startsWith(bytes, '7z') ||
    startsWith(bytes, '\u001f\u008b') ||
    startsWith(bytes, 'ustar', 257)
  )
    throw new UnsupportedFormatError('压缩包请先解压', 'archive');
  if (isOldWord(bytes))
    throw new UnsupportedFormatError('这是 Word 95 或更早的文件，请用 Word 或 WPS 另存为 DOCX', 'doc: no container');
  if (isOtherPicture(bytes)) throw new UnsupportedFormatError('暂不支持这种图片，请转为 PNG、JPEG 或 PDF', 'image');
}

/** GIF, BMP, TIFF, WebP, HEIC, JPEG 2000. */
function isOtherPicture(bytes: Uint8Array): boolean {
  const starts = ['GIF8', 'BM', 'II*', 'MM\u0000*', '\u0000\u0000\u0000\u000cjP'];
  if (starts.some((start) => startsWith(bytes, start))) return true;
  return (
    (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) ||
    startsWith(bytes, 'ftyphei', 4) ||
    startsWith(bytes, 'ftypmif1', 4)
  );
}

/** Other files in the old container, by the streams they hold. */
const oleFormats: [stream: string, message: string][] = [
  ['powerpoint document', '演示文稿（PPT、DPS）不读取，请另存为 PDF'],
  ['__properties_version1.0', '邮件（MSG）不读取，请把正文或附件另存为文件'],
  ['visiodocument', 'Visio 图不读取，请另存为 PDF'],
];

function rejectOle(streams: OleStreams): never {
  const names = [...streams.keys()];
  if (names.some((name) => name === 'encryptedpackage' || name.endsWith('drmcontent')))
    throw new EncryptedFileError('文件设有打开密码或权限保护，请先解除', 'ole: encrypted package');
  const known = oleFormats.find(([stream]) => streams.has(stream));
  throw new UnsupportedFormatError(
    known?.[1] ?? '这种旧版办公文件无法读取，请用 WPS 或 Office 另存为 DOCX、XLSX 或 PDF',
    `ole: ${names.slice(0, 8).join(', ')}`,
  );
}

/** Word for DOS and Windows up to 2.0, without a container. */
function isOldWord(bytes: Uint8Array): boolean {
  const start = `${bytes[0]},${bytes[1]}`;
  return start === '219,165' || start === '155,165' || (start === '49,190' && bytes[2] === 0);
}
