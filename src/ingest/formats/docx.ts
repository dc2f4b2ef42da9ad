import type { Warning } from '../../domain/document.ts';
import { WenceError } from '../../domain/errors.ts';
import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import type { Picture } from '../ocr/reader.ts';
import { WordFile } from './docx/file.ts';
import { decodePicture } from './image/decode.ts';
import { isZip } from './magic.ts';
import { readPictures } from './pdf/picture.ts';
import { zipNames } from './zip.ts';

/** A file with pictures and less text than this holds pages as pictures. */
const scanLimit = 30;

/** Word documents (ISO/IEC 29500), also as WPS writes them, with the documents embedded in them by altChunk. */
export const docxParser: FormatParser = {
  name: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',

  detect(bytes: Uint8Array): boolean {
    return isZip(bytes) && zipNames(bytes).some((name) => /^word\/.+\.xml$/i.test(name));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const document = new WordFile(file.bytes, 0);
    const blocks = document.blocks();
    const source: ParsedSource = {
      blocks,
      fields: document.fields(blocks),
      title: titleOf(document.title(), blocks),
      attachments: [],
      links: document.links(),
      pageCount: null,
      warnings: warningsOf(document),
      ocrShare: 0,
    };
    const names = document.pictures();
    return names.length > 0 && textLength(blocks) < scanLimit ? readScans(source, document, names) : source;
  },
};

/** Pages that were put into the file as pictures, read by machine. */
async function readScans(source: ParsedSource, document: WordFile, names: string[]): Promise<ParsedSource> {
  const warnings = source.warnings.filter((warning) => warning.code !== 'pictures');
  const pictures: Picture[] = [];
  for (const name of names) {
    try {
      pictures.push(decodePicture(document.bytes(name)));
    } catch (error) {
      if (!(error instanceof WenceError)) throw error;
      warnings.push({ code: 'picture_unread', message: `有一张图片没有读出：${error.message}` });
    }
  }
  const read = await readPictures(pictures);
  return {
    ...source,
    blocks: [...source.blocks, ...read.blocks],
    title: source.title ?? read.title,
    warnings: [...warnings, ...read.warnings],
    ocrShare: read.blocks.length > 0 ? 1 : 0,
    ...(read.pages ? { pages: read.pages } : {}),
  };
}

function warningsOf({ omissions }: WordFile): Warning[] {
  const { deleted, hidden, pictures, objects, chunks } = omissions;
  const large = pictures.filter((picture) => picture.large).length;
  const found: [number, string, string][] = [
    [deleted, 'revisions', `文件带有修订，已标记删除的 ${deleted} 个字没有读取`],
    [hidden, 'hidden_text', `有 ${hidden} 个字被设为隐藏，没有读取`],
    [large, 'pictures', `有 ${large} 张较大的图片，其中的文字没有读取`],
    [objects, 'objects', `有 ${objects} 个嵌入的文件或图表，其中的内容没有读取`],
    [chunks, 'chunk_unread', `有 ${chunks} 处嵌入的文档缺失或无法读取`],
  ];
  return found.flatMap(([count, code, message]) => (count > 0 ? [{ code, message }] : []));
}

function textLength(blocks: Block[]): number {
  const texts = blocks.map((block) => (block.type === 'table' ? block.table.rows.flat().join('') : block.text));
  return texts.join('').replace(/\s/g, '').length;
}

/** The property is trusted only when the text begins with it too: templates leave old titles behind. */
function titleOf(property: string, blocks: Block[]): string | null {
  const squeeze = (text: string) => text.replace(/\s+/g, '');
  const start = squeeze(
    blocks
      .slice(0, 12)
      .map((block) => (block.type === 'table' ? '' : block.text))
      .join(''),
  );
  if (property.length >= 4 && start.includes(squeeze(property))) return property;
  const first = blocks[0];
  return first?.type === 'heading' && first.level === 1 ? first.text : null;
}
