export const BOUNDARY = '----=_NextPart_000_0000_01D8A1B2.C3D4E5F0';

export const part = (type: string, encoding: string, body: string, more = ''): string =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n${more || 'Content-Location: http://www.yunzhou.example/art/index.html\r\n'}\r\n${
    encoding === 'base64' ? body.replace(/.{1,76}/g, '$&\r\n') : body
  }`;

/** A saved web page; `said` is the boundary that the header names. */
export function mht(parts: string[], options: { said?: string; header?: string } = {}): string {
  const head = `From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.yunzhou.example/art/index.html\r\nSubject: =?utf-8?B?6YCa55+l?=\r\nMIME-Version: 1.0\r\n${options.header ?? ''}Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${options.said ?? BOUNDARY}"\r\n\r\n`;
  return `${head}${parts.map((one) => `--${BOUNDARY}\r\n${one}\r\n`).join('')}--${BOUNDARY}--\r\n`;
}

/** Quoted-printable with a soft break after every 24 bytes, wherever that falls. */
export function quoted(data: Uint8Array): string {
  let out = '';
  for (const [i, byte] of data.entries()) {
    out += byte === 0x0a ? '\r\n' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (i % 24 === 23) out += '=\r\n';
  }
  return out;
}
