import { EmptyFileError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { isRtf } from './magic.ts';
import { RtfReader } from './rtf/reader.ts';

/** Rich Text Format 1.9: text in code pages and Unicode, paragraphs, tables. */
export const rtfParser: FormatParser = {
  name: 'rtf',
  mediaType: 'application/rtf',

  detect(bytes: Uint8Array): boolean {
    return isRtf(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const reader = new RtfReader();
    const complete = reader.read(Buffer.from(file.bytes).toString('latin1'));
    const blocks = reader.finish();
    if (blocks.length === 0) throw new EmptyFileError('文件里没有文字', 'rtf');
    return {
      blocks,
      fields: [],
      title: null,
      attachments: [],
      links: [],
      pageCount: null,
      warnings: complete ? [] : [{ code: 'truncated', message: '文件末尾不完整，可能缺少内容' }],
      ocrShare: 0,
    };
  },
};
