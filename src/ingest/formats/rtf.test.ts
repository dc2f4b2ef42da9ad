import { describe, expect, it } from 'vitest';
import { EmptyFileError, FileTooLargeError } from '../../domain/errors.ts';
import type { Block, ParsedSource } from '../blocks.ts';
import { rtfParser } from './rtf.ts';

const fonts =
  '{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset2 Wingdings;}}';

function parse(body: string, codePage = 936): Promise<ParsedSource> {
  const source = `{\\rtf1\\ansi\\ansicpg${codePage}\\deff0${fonts}${body}}`;
  return rtfParser.parse({ path: 'a.rtf', bytes: Buffer.from(source, 'latin1') });
}

/** Text as Unicode escapes. */
const u = (text: string) => [...text].map((sign) => `\\u${sign.codePointAt(0)}?`).join('');

const shown = (blocks: Block[]): string[] =>
  blocks.map((block) => (block.type === 'table' ? block.table.rows.map((row) => row.join('|')).join('/') : block.text));
const texts = async (body: string) => shown((await parse(body)).blocks);
const codes = async (body: string) => (await parse(body)).warnings.map((warning) => warning.code);

describe('characters', () => {
  it('drops as many stand-ins as \\uc says, in its group', async () => {
    expect(await texts("\\uc1\\u30002?{\\uc2\\u20057\\'d2\\'d2}\\u19993 x\\uc0\\u19969 y\\par")).toEqual(['甲乙丙丁y']);
  });
  it('decodes by the font, the second byte of a pair also where it stands for a backslash', async () => {
    expect(await texts("\\'ca\\'be\\'c0\\'fd\\'9b\\'5c\\par")).toEqual(['示例沑']);
  });
  it('keeps the quotation marks of a Western document', async () => {
    expect(shown((await parse("{\\f1\\'93x\\'94}\\par", 1252)).blocks)).toEqual(['“x”']);
  });
  it('shows the signs of symbol fonts', async () => {
    expect(await texts("{\\f2\\'b3}6{\\f2\\u-3933?\\u177?}5{\\f3\\'fe}\\par")).toEqual(['≥6≤±5☑']);
  });
  it('passes over binary data', async () => {
    expect(await texts(`${u('前')}{\\pict\\bin5 }}{{}}${u('后')}\\par`)).toEqual(['前后']);
  });
  it('reads the Unicode half of a pair of both', async () => {
    const pair = (text: string) => `{\\upr{??}{\\*\\ud{${u(text)}}}}`;
    expect(await texts(`{\\info{\\title${pair('标题')}}}${pair('甲')}\\par`)).toEqual(['甲']);
  });
});

describe('what is not text', () => {
  it('leaves out deleted and hidden text, headers and unknown groups, and names the first two', async () => {
    const body = `{\\header ${u('页眉')}}${u('甲')}{\\deleted ${u('删')}}{\\v ${u('藏')}}{\\*\\strange ${u('怪')}}\\par`;
    expect(await texts(body)).toEqual(['甲']);
    expect(await codes(body)).toEqual(['revisions', 'hidden_text']);
  });
  it('counts pictures once, also where they are stored twice', async () => {
    expect(await codes(`${u('甲')}{\\*\\shppict{\\pict 00}}{\\nonshppict{\\pict 00}}\\par`)).toEqual(['pictures']);
  });
  it('reduces fields to their result, and draws those that have none', async () => {
    const link = `{\\field{\\*\\fldinst{HYPERLINK "https://a.example/"}}{\\fldrslt ${u('网站')}}}`;
    const circled = `{\\field{\\*\\fldinst{EQ \\\\o\\\\ac(${u('○')},3)}}{\\fldrslt}}`;
    const parsed = await parse(`${link}${circled}\\par`);
    expect(shown(parsed.blocks)).toEqual(['网站③']);
    expect(parsed.links).toEqual([{ label: '网站', url: 'https://a.example/' }]);
    expect(parsed.warnings).toEqual([]);
  });
});

describe('paragraphs', () => {
  it('knows headings by their style and outline level', async () => {
    const styles = '{\\stylesheet{\\s1\\outlinelevel0 heading 1;}{\\s2 heading 2;}{\\s3 Body;}}';
    const { blocks } = await parse(`${styles}\\pard\\s1 A\\par\\pard\\s2 B\\par\\pard\\s3 C\\par\\pard\\outlinelevel2 D\\par`);
    expect(blocks.map((block) => (block.type === 'heading' ? block.level : 0))).toEqual([1, 2, 0, 3]);
  });
  it('leaves out the table of contents, which repeats the headings', async () => {
    const styles = '{\\stylesheet{\\s4 toc 1;}{\\s1\\outlinelevel0 heading 1;}}';
    expect(await texts(`${styles}\\pard\\s4 A 1\\par\\pard\\s1 A\\par`)).toEqual(['A']);
  });
  it('takes labels of lists into the text and misses one that is not there', async () => {
    const list = `{\\listtext\\pard\\qr ${u('（一）')}\\tab}\\ls1 ${u('甲')}\\par`;
    expect((await parse(`\\pard\\qc ${list}`)).blocks).toEqual([
      { type: 'paragraph', text: '（一）甲', page: null, align: 'center' },
    ]);
    expect((await parse(`\\pard{\\pntext\\f2\\'b7\\tab}${u('乙')}\\par`)).blocks[0]).toMatchObject({
      type: 'list_item',
      text: '乙',
    });
    expect(await codes(`\\pard\\ls1 ${u('丙')}\\par`)).toEqual(['numbering_lost']);
  });
  it('puts footnotes below their paragraph and outside of tables', async () => {
    const note = (text: string) => `{\\super\\chftn{\\footnote\\chftn ${u(text)}}}`;
    const { blocks } = await parse(
      `\\sftnnrlc ${u('甲')}${note('注一')}${u('。')}\\par\\trowd\\cellx3000\\cellx6000\\intbl ${u('乙')}${note('注二')}\\cell 2\\cell\\row\\intbl 3\\cell 4\\cell\\row\\pard ${u('丙')}\\par`,
    );
    expect(blocks.map((block) => (block.type === 'footnote' ? `${block.marker} ${block.text}` : block.type))).toEqual([
      'paragraph',
      'i 注一',
      'table',
      'ii 注二',
      'paragraph',
    ]);
  });
  it('puts a text box after the paragraph it is anchored in', async () => {
    const box = `{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt ${u('框')}\\par}}{\\shprslt ${u('旧')}}}`;
    expect(await texts(`${u('甲')}${box}${u('乙')}\\par`)).toEqual(['甲乙', '框']);
  });
});

describe('tables', () => {
  const row = (edges: string, ...cells: string[]) =>
    `\\trowd${edges}\\intbl ${cells.map((cell) => `${u(cell)}\\cell `).join('')}\\row`;

  it('repeats merged cells, knows repeated headers', async () => {
    const { blocks } = await parse(
      `${row('\\trhdr\\clvmgf\\cellx2000\\clmgf\\cellx4000\\clmrg\\cellx6000', '类', '费', '')}` +
        `${row('\\trhdr\\clvmrg\\cellx2000\\cellx4000\\cellx6000', '', '高', '低')}${row('\\cellx2000\\cellx6010', '甲', '9')}`,
    );
    expect(blocks[0]).toMatchObject({
      table: {
        headerRows: 2,
        rows: [
          ['类', '费', '费'],
          ['类', '高', '低'],
          ['甲', '9', '9'],
        ],
      },
    });
  });
  it('reads a table inside a cell as a table of its own', async () => {
    const innerRow = (left: string, right: string) =>
      `\\pard\\intbl\\itap2 ${u(left)}\\nestcell ${u(right)}\\nestcell` +
      '{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}{\\nonesttables\\par}';
    const inner = innerRow('丙', '丁') + innerRow('戊', '己');
    const body = `\\pard\\intbl ${u('甲')}\\cell ${inner}\\pard\\intbl\\itap1 ${u('乙')}\\cell\\trowd\\cellx2000\\cellx6000\\row\\pard`;
    expect(await texts(body)).toEqual(['甲', '丙|丁/戊|己', '乙']);
  });
  it('keeps a table of data with a small one inside it, and takes one row for an arrangement', async () => {
    const small = `\\pard\\intbl\\itap2 ${u('小')}\\nestcell ${u('表')}\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}\\pard\\intbl\\itap1`;
    const data = row('\\cellx2000\\cellx4000', '某项较长的名称', '标准') + row('\\cellx2000\\cellx4000', '另一项较长的名称', '9');
    const last = `\\trowd\\cellx2000\\cellx4000\\intbl ${small}\\cell ${u('末')}\\cell\\row\\pard ${u('后')}\\par`;
    expect(await texts(data + last)).toEqual(['某项较长的名称|标准/另一项较长的名称|9/小\n表|末', '后']);
    expect(await texts(`${row('\\cellx2000\\cellx4000', '示例市文件', '第1号')}\\pard ${u('后')}\\par`)).toEqual([
      '示例市文件',
      '第1号',
      '后',
    ]);
  });
  it('marks rows whose cells cannot be placed', async () => {
    const { blocks } = await parse(
      `${row('\\cellx2000\\cellx4000\\cellx6000', '一', '二', '三')}${row('\\cellx2000', '四', '五')}`,
    );
    expect(blocks[0]).toMatchObject({
      table: {
        rows: [
          ['一', '二', '三'],
          ['四', '五', ''],
        ],
      },
    });
    expect(blocks[0]).toHaveProperty('table.doubts', ['有 1 行的单元格位置不明，按次序排在左边的各列']);
  });
});

describe('files that are not sound', () => {
  it('says when the end is missing', async () => {
    const cut = `{\\rtf1\\ansi ${u('甲')}\\par {\\b ${u('乙')}\\u2`;
    const parsed = await rtfParser.parse({ path: 'a.rtf', bytes: Buffer.from(cut, 'latin1') });
    expect(shown(parsed.blocks)).toEqual(['甲', '乙']);
    expect(parsed.warnings.map((warning) => warning.code)).toEqual(['truncated']);
  });
  it('refuses depth beyond reason, and emptiness', async () => {
    await expect(parse('{'.repeat(20_000))).rejects.toThrow(FileTooLargeError);
    await expect(parse('\\trowd\\intbl\\itap99 x\\par')).rejects.toThrow(FileTooLargeError);
    await expect(parse('\\par\\par')).rejects.toThrow(EmptyFileError);
  });
});
