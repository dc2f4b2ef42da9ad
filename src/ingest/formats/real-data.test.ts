import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Block, ParsedSource } from '../blocks.ts';
import { parseSource, readSourceFile, walkFolder } from '../load.ts';
import { startsUnit } from './paragraphs.ts';

/** Real documents lie beside the repository on the developers' machines only. */
const data = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(data);
if (!present) console.info('../shared/data is absent: the tests on real documents are skipped');

const textOf = (block: Block) => (block.type === 'table' ? [...new Set(block.table.rows.flat())].join('') : block.text);
/** Without white space and punctuation. */
const bare = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
const read = async (folder: string, path: string) => parseSource(await readSourceFile(join(data, folder), path));

/** Running text that stops without the end of a sentence; numbered headings with a comma are whole, forms are no prose. */
function isBroken(block: Block): boolean {
  const text = textOf(block);
  if (block.type !== 'paragraph' || text.length < 18 || !/[，。；,]/.test(text) || /[□①*#]/.test(text)) return false;
  const heading = startsUnit(text.replace(/^0/, '')) && !/[。；]/.test(text);
  return !heading && !/[。！？；：.!?;:）)」”』…|]$/.test(text);
}

/** Word leaves a blank where a paragraph or cell ends: there the text stops without a mark because the original does. */
function endsInSource(raw: string, end: string): boolean {
  const signs = [...end.replace(/\s/g, '').slice(-8)].map((sign) => sign.replace(/[.*+?^${}()|[\]\\/]/, '\\$&'));
  return new RegExp(`${signs.join('\\s*')} \\r?\\n`, 'u').test(raw);
}

/** Texts of the articles 第N条, each with the paragraphs that follow it. */
function articles(source: ParsedSource): string[] {
  const found: string[] = [];
  let open = false;
  for (const block of source.blocks) {
    const text = textOf(block);
    if (/^第[一二三四五六七八九十百]+条/.test(text)) {
      found.push(bare(text));
      open = true;
    } else if (block.type === 'heading' || /^第[一二三四五六七八九十]+[章节]/.test(text)) open = false;
    else if (open) found[found.length - 1] += bare(text);
  }
  return found;
}

describe.skipIf(!present)('one law as Word, PDF and Markdown', () => {
  for (const law of ['劳动合同法', '未成年人保护法', '消费者权益保护法', '社会保险法', '行政许可法']) {
    it(`${law}: the same articles`, async () => {
      const [word, pdf, markdown] = await Promise.all(
        ['law.docx', 'law.pdf', 'law.md'].map((file) => read(`law-triples/${law}`, file)),
      );
      const expected = articles(markdown!);
      expect(expected.length).toBeGreaterThan(50);
      expect(articles(word!)).toEqual(expected);
      expect(articles(pdf!)).toEqual(expected);
    });
  }
});

describe.skipIf(!present)('long documents with all the damage of extraction', () => {
  for (const [folder, most] of [
    ['open-government', 4],
    ['health-plans', 3],
  ] as const) {
    it(`${folder}: every file is read, without OCR, and hardly a sentence is broken`, { timeout: 240_000 }, async () => {
      const broken: string[] = [];
      for (const path of await walkFolder(join(data, folder))) {
        const source = await read(folder, path);
        expect(source.blocks.length, path).toBeGreaterThan(3);
        expect(source.ocrShare, path).toBe(0);
        const raw = path.endsWith('.txt') ? readFileSync(join(data, folder, path), 'utf8') : '';
        const found = source.blocks.filter(isBroken).map((block) => textOf(block).slice(-30));
        broken.push(...found.filter((end) => !endsInSource(raw, end)));
      }
      expect(broken.length, broken.join('\n')).toBeLessThanOrEqual(most);
    });
  }

  it('gives bookmarks as headings, merged cells in full and the page of a paragraph', { timeout: 60_000 }, async () => {
    const source = await read('health-plans', 'control-plan-8th-202105.pdf');
    expect(source.pageCount).toBe(129);
    const heading = source.blocks.find((block) => textOf(block) === '四、疫情监测');
    expect(heading).toMatchObject({ type: 'heading', level: 1, page: 3 });
    const table = source.blocks.find((block) => block.type === 'table' && block.page === 31);
    expect(table?.type === 'table' && table.table.rows[0]).toEqual(['内容', '类别', '核酸检测数量', '阳性数']);
    expect(table?.type === 'table' && table.table.rows.filter((row) => row[0] === '风险职业人群监测').length).toBeGreaterThan(5);
  });
});

describe.skipIf(!present)('the letter', () => {
  it('keeps title, number and signature on lines of their own', async () => {
    const source = await read('letter-sample', 'letter.pdf');
    const lines = source.blocks.map(textOf);
    expect(source.title).toBe('关于加强个人所得税纳税信用建设的通知');
    expect(lines).toContain('发改办财金规〔2019〕860号');
    expect(lines.slice(-3)).toEqual(['国家发展改革委办公厅', '税务总局办公厅', '2019年8月20日']);
  });

  it('is read from a picture with at most 2.5 % wrong characters', { timeout: 300_000 }, async () => {
    const source = await read('letter-sample', 'page-2.png');
    const picture = bareSpaces(source.blocks.map(textOf).join(''));
    const whole = bareSpaces(readFileSync(join(data, 'letter-sample/letter.txt'), 'utf8'));
    expect(source.ocrShare).toBe(1);
    expect(errorsInside(picture, whole) / picture.length).toBeLessThanOrEqual(0.025);
  });
});

function bareSpaces(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

/** Edit distance of a part to the place of the whole where it fits best. */
function errorsInside(part: string, whole: string): number {
  let row: number[] = Array.from({ length: whole.length + 1 }, () => 0);
  for (let i = 1; i <= part.length; i++) {
    const next = [i];
    for (let j = 1; j <= whole.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (part[i - 1] === whole[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return Math.min(...row);
}
