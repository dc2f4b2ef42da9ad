import { ParseError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { readPage } from './html.ts';
import { looksBinary } from './magic.ts';

/** Web archives (RFC 2557) as browsers and Word save them. */
export const mhtParser: FormatParser = {
  name: 'mht',
  mediaType: 'multipart/related',

  detect(bytes: Uint8Array): boolean {
    if (looksBinary(bytes)) return false;
    const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
    return (
      /^(?:[\w-]+:.*(?:\r?\n[ \t].*)*\r?\n)*content-type:\s*multipart\/related/im.test(head) &&
      /^mime-version:|^from:|^content-type:/im.test(head)
    );
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { html, warnings } = htmlOfMht(file.bytes);
    const page = readPage(html);
    return { ...page, warnings: [...warnings, ...page.warnings] };
  },
};

/** The HTML part of an archive, decoded. Throws ParseError when there is none. */
export function htmlOfMht(bytes: Uint8Array): ReturnType<typeof htmlPart> {
  // One character per byte: the transfer encodings work on bytes.
  const source = Buffer.from(bytes).toString('latin1');
  const boundary = source.match(/boundary\s*=\s*"?([^"\r\n;]+)"?/i)?.[1];
  const parts = boundary ? source.split(`--${boundary}`).slice(1) : [source];
  for (const part of parts) {
    const found = htmlPart(part);
    if (found.html !== '') return found;
  }
  throw new ParseError('网页归档里没有正文', 'mht: no text/html part');
}

function htmlPart(part: string) {
  const split = part.match(/\r?\n\r?\n/);
  const head = split ? part.slice(0, split.index) : '';
  if (!split || !/content-type:\s*text\/html/i.test(head)) return { html: '', warnings: [] };
  const body = part.slice((split.index ?? 0) + split[0].length);
  const encoding = head.match(/content-transfer-encoding:\s*([\w-]+)/i)?.[1]?.toLowerCase();
  const { text, warnings } = decodeText(transferDecoded(body, encoding), head.match(/charset\s*=\s*"?([\w-]+)/i)?.[1] ?? null);
  return { html: text, warnings };
}

function transferDecoded(body: string, encoding: string | undefined): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  if (isBase64(body)) return Buffer.from(body.replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
  const plain = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** Some programs name the wrong encoding: base64 holds no tag and hardly a sign besides its letters. */
function isBase64(body: string): boolean {
  if (body.includes('<') || /=[0-9A-F]{2}/.test(body)) return false;
  const letters = body.match(/[A-Za-z0-9+/=]/g)?.length ?? 0;
  return letters > 40 && letters > body.replace(/\s/g, '').length * 0.8;
}
