import { EncryptedFileError, UnsupportedFormatError } from '../../domain/errors.ts';

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
  if (isOle(bytes)) {
    if (indexOfUtf16(bytes, 'EncryptedPackage') >= 0)
      throw new EncryptedFileError('文件设有打开密码，请先去除密码', 'encrypted OOXML');
    throw new UnsupportedFormatError('旧版 Office（DOC、XLS、WPS）文件暂不支持，请另存为 DOCX、XLSX 或 PDF', 'OLE compound file');
  }
  if (isZip(bytes)) throw new UnsupportedFormatError('压缩包或暂不支持的文档格式', 'zip container without word/ or xl/');
  if (startsWith(bytes, 'Rar!') || startsWith(bytes, '7z')) throw new UnsupportedFormatError('压缩包请先解压', 'archive');
  if (startsWith(bytes, 'GIF8') || startsWith(bytes, 'BM') || startsWith(bytes, 'II*') || startsWith(bytes, 'MM\u0000*'))
    throw new UnsupportedFormatError('暂不支持这种图片，请转为 PNG、JPEG 或 PDF', 'image');
}

function indexOfUtf16(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from(text, 'utf16le'));
}
