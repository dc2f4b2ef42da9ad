import type { Warning } from '../../domain/document.ts';
import { EmptyFileError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { isRtf } from './magic.ts';
import { RtfReader } from './rtf/reader.ts';

/** Rich Text Format 1.9: text in code pages and Unicode, paragraphs, lists, tables, notes and text boxes. */
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
    if (blocks.length === 0)
      throw new EmptyFileError(reader.omissions.pictures > 0 ? '文件里只有图片，没有文字' : '文件里没有文字', 'rtf');
    return {
      blocks,
      fields: [],
      title: null,
      attachments: [],
      links: reader.links,
      pageCount: null,
      warnings: warningsOf(reader, complete),
      ocrShare: 0,
    };
  },
};

function warningsOf({ omissions, notes }: RtfReader, complete: boolean): Warning[] {
  const { deleted, hidden, pictures, fields, numbers } = omissions;
  const found: [boolean, string, string][] = [
    [!complete, 'truncated', '文件末尾不完整，可能缺少内容'],
    [deleted > 0, 'revisions', `文件带有修订，已标记删除的 ${deleted} 个字没有读取`],
    [hidden > 0, 'hidden_text', `有 ${hidden} 个字被设为隐藏，没有读取`],
    [pictures > 0, 'pictures', `有 ${pictures} 张图片或嵌入对象，其中的文字没有读取`],
    [numbers > 0, 'numbering_lost', `有 ${numbers} 段的自动编号无法还原`],
    [notes.perPage && notes.used, 'note_numbers', '脚注按页编号，这里按全文次序编号'],
    [fields > 0, 'fields_lost', `有 ${fields} 处公式或域没有保存结果，无法读取`],
  ];
  return found.flatMap(([holds, code, message]) => (holds ? [{ code, message }] : []));
}
