import type { Context, HonoRequest, Next } from 'hono';
import type { UploadedFile } from '../desk/documents/upload.ts';
import { InvalidInputError, TooLargeError, UnsupportedMediaTypeError } from '../domain/errors.ts';
import type { StaffEnv } from './staff.ts';

/** Parts of a form; ours have two. */
const mostParts = 20;
/** Bytes of one part's headers; a name of 255 characters in UTF-8 is under one KiB. */
const longestHead = 8 * 1024;

export const malformedForm = (detail: string) => new InvalidInputError('上传的内容不完整或格式有误，请重新选择文件上传', detail);

const isForm = (request: HonoRequest) => /^multipart\/form-data\b/i.test(request.header('content-type') ?? '');

/**
 * Refuses what would keep the parser of forms busy, before it is parsed: TooLargeError for too many parts, InvalidInputError for endless
 * headers. For the middleware of routes that take a form, behind their guard.
 */
export async function soundForm({ req }: Context<StaffEnv>, next: Next): Promise<void> {
  if (isForm(req)) requireFewParts(Buffer.from(await req.arrayBuffer()), boundaryOf(req.header('content-type') ?? ''));
  await next();
}

/** The file of a form with the fields beside it. Throws UnsupportedMediaTypeError where there is none. */
export async function readUpload(request: HonoRequest): Promise<{ file: UploadedFile; fields: Record<string, string> }> {
  const { file, ...rest } = isForm(request) ? await request.parseBody() : {};
  if (!(file instanceof File))
    throw new UnsupportedMediaTypeError('请选择一个文件上传', 'a multipart body with the part "file" is needed');
  const fields = Object.entries(rest).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, fields: Object.fromEntries(fields) };
}

function boundaryOf(type: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw malformedForm('no boundary');
  return `--${boundary}`;
}

function requireFewParts(body: Buffer, boundary: string): void {
  let parts = 0;
  for (let at = body.indexOf(boundary); at !== -1; at = body.indexOf(boundary, at + boundary.length)) {
    // The closing one is not a part.
    if (++parts > mostParts + 1) throw new TooLargeError(`上传的内容分成了太多部分，最多 ${mostParts} 部分`, 'too many parts');
    const head = body.subarray(at + boundary.length, at + boundary.length + longestHead);
    if (!head.subarray(0, 2).equals(Buffer.from('--')) && !head.includes('\r\n\r\n'))
      throw malformedForm('a part without an end of its headers');
  }
  if (parts === 0) throw malformedForm('no part');
}
