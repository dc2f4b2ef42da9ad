import { EmptyFileError, ParseError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { looksBinary } from './magic.ts';
import { layOut } from './txt/layout.ts';

/** Plain text, also text that was extracted from pages and carries their line breaks, page marks and running heads. */
export const txtParser: FormatParser = {
  name: 'txt',
  mediaType: 'text/plain',

  detect(bytes: Uint8Array): boolean {
    return !looksBinary(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { text, warnings } = decodeText(file.bytes);
    const { blocks, pageCount, lost } = layOut(text);
    if (blocks.length === 0 && lost > 0) throw new ParseError('文件里的文字全部无法识别', `txt: ${lost} garbled lines`);
    if (blocks.length === 0) throw new EmptyFileError('文件里没有文字，只有空行或页码标记', 'txt: no lines');
    if (lost > 0)
      warnings.push({ code: 'garbled', message: `有 ${lost} 行文字无法识别（字体缺少字符映射），可能是标题，已略去` });
    return { blocks, fields: [], title: null, attachments: [], links: [], pageCount, warnings, ocrShare: 0 };
  },
};
