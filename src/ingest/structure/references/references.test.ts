import { describe, expect, it } from 'vitest';
import type { ParsedSource } from '../../blocks.ts';
import { structureDocument } from '../structure.ts';
import { articleParagraphs } from './article-parts.ts';

function parsed(lines: string[], attachments: string[] = []): ParsedSource {
  return {
    blocks: lines.map((text) => ({ type: 'paragraph', text, page: null })),
    fields: [],
    title: null,
    attachments: attachments.map((name) => ({ name, url: '' })),
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  };
}

/** "clause: words -> target" for every reference of a text. */
function references(lines: string[], attachments?: string[]): string[] {
  const document = structureDocument(parsed(lines, attachments), '无名');
  const texts = new Map(document.clauses.map((clause) => [clause.path, clause.text]));
  return document.references.map((reference) => {
    const words = texts.get(reference.clausePath)!.slice(reference.start, reference.end);
    const target = [reference.targetTitle, reference.targetNumber, reference.targetPath]
      .filter((part) => part !== null)
      .join(' ');
    return `${reference.clausePath}: ${words} -> ${target}`;
  });
}

const measure = [
  '云湖市夜间照明补助办法',
  '第一章　总则',
  '第一条　为了规范夜间照明补助，制定本办法。',
  '第二条　本市行政区域内的夜间照明补助适用本办法。',
  '有下列情形之一的，不适用本办法：',
  '（一）户外广告照明；',
  '（二）工地照明。',
  '第二章　补助',
  '第三条　符合下列条件的，可以申请补助：',
  '（一）在本市登记；',
  '（二）连续经营一年以上。',
  '前款第二项所称一年，自登记之日起算。',
  '第四条　依照本办法第三条第一款第（二）项提出的申请，按照前条规定办理，但第二条第二款第一项、第二项规定的除外。',
  '第五条　违反第二条至第四条规定的，依照《云湖市市容条例》（云湖市人大公告第7号）第十条、第十二条第三项处罚；本章另有规定的除外。',
  '第六条　本办法自2031年1月1日起施行，第四十条除外。',
];

describe('references between clauses', () => {
  it('resolve to the article, the item, the chapter and to other documents', () => {
    const all = references(measure);
    expect(all).toContain('第二章/第三条: 前款第二项 -> 第二章/第三条/（二）');
    expect(all).toContain('第二章/第四条: 本办法第三条第一款第（二）项 -> 第二章/第三条/（二）');
    expect(all).toContain('第二章/第四条: 前条 -> 第二章/第三条');
    expect(all).toContain('第二章/第四条: 第二条第二款第一项 -> 第一章/第二条/（一）');
    expect(all).toContain('第二章/第四条: 第二项 -> 第一章/第二条/（二）');
    expect(all.filter((line) => line.startsWith('第二章/第五条: 第二条至第四条 -> '))).toEqual([
      '第二章/第五条: 第二条至第四条 -> 第一章/第二条',
      '第二章/第五条: 第二条至第四条 -> 第二章/第三条',
      '第二章/第五条: 第二条至第四条 -> 第二章/第四条',
    ]);
    expect(all.some((line) => line.includes('《云湖市市容条例》') && line.endsWith('第十条'))).toBe(true);
    expect(all).toContain('第二章/第五条: 第十二条第三项 -> 云湖市市容条例 第十二条/（三）');
    expect(all).toContain('第二章/第五条: 本章 -> 第二章');
  });

  it('that lead nowhere are reported with their words', () => {
    const { warnings } = structureDocument(parsed(measure), '无名');
    expect(warnings.filter(({ code }) => code === 'reference_unresolved').map(({ message }) => message)).toEqual([
      '“第四十条”：文中没有第四十条',
    ]);
  });

  it('hold the words that they name, in every clause that has them', () => {
    const document = structureDocument(parsed(measure), '无名');
    for (const { clausePath, start, end } of document.references) {
      const words = document.clauses.find((clause) => clause.path === clausePath)!.text.slice(start, end);
      expect(words).toMatch(/第|前|本|附件|《/);
    }
  });

  it('at the beginning of an article are its own number and no reference', () => {
    expect(references(measure).some((line) => / 第一条 ->|: 第三条 -> /.test(line))).toBe(false);
  });

  it('resolve in texts that are numbered 一、 二、', () => {
    const all = references([
      '云湖市夜间照明通告',
      '一、禁止擅自关闭路灯。',
      '二、违反前条规定的，责令改正。',
      '三、依照本通告第二条处罚的，应当公示。',
    ]);
    expect(all).toEqual(['二、: 前条 -> 一、', '三、: 本通告第二条 -> 二、']);
  });

  it('follow a short name to the title it stands for', () => {
    const all = references([
      '云湖市补助指南',
      '根据《云湖市夜间照明补助办法》（以下简称《办法》），制定本指南。',
      '一、依照《办法》第三条提出申请。',
      '二、材料见附件1和附件3。',
      '附件：1.申请表',
    ]);
    expect(all).toContain('一、: 《办法》第三条 -> 云湖市夜间照明补助办法 第三条');
  });

  it('find annexes that lie in the document or beside it, and report those that do not', () => {
    const lines = ['云湖市补助指南', '一、材料见附件1、附件2和附件9。', '附件1', '申请表样式', '姓名和地址应当如实填写。'];
    const document = structureDocument(parsed(lines, ['附件2 承诺书.docx']), '无名');
    const annexes = document.references.filter((reference) => reference.targetPath?.startsWith('附件'));
    expect(annexes.map((reference) => reference.targetPath)).toEqual(['附件1']);
    expect(document.warnings.map(({ message }) => message)).toEqual(['“附件9”：文中没有附件9']);
  });

  it('know 附件2-1, lists of annexes and the 附表 of their own annex', () => {
    const text = '各项要求应当逐条对照执行。';
    const lines = [
      '云湖市补助指南',
      '一、见附件1、3和附件2-1。',
      '附件1',
      '申请表',
      text,
      '附表1',
      '甲表',
      text,
      '附件2-1',
      '承诺书',
      '见附表1。',
      '附表1',
      '乙表',
      text,
      '附件3',
      '清单',
      text,
    ];
    const all = references(lines);
    expect(all).toContain('一、: 附件1、3 -> 附件1');
    expect(all).toContain('一、: 附件1、3 -> 附件3');
    expect(all).toContain('一、: 附件2-1 -> 附件2-1');
    expect(all).toContain('附件2-1/段1: 附表1 -> 附件2-1/附表1');
  });

  it('count the 款 of an article without its items', () => {
    const text = '第三条　符合下列条件的，可以申请：\n（一）甲；\n（二）乙。\n前款所称甲，是指丙。\n第三款在此。';
    const paragraphs = articleParagraphs(text);
    expect(paragraphs.map((paragraph) => paragraph.items.length)).toEqual([2, 0, 0]);
    expect(text.slice(paragraphs[1]!.start, paragraphs[1]!.end)).toBe('前款所称甲，是指丙。');
  });
});

describe('definitions', () => {
  it('are found in their usual wordings', () => {
    const lines = [
      '云湖市名词办法',
      '第一条　本办法所称夜间照明，是指日落后的公共照明。',
      '第二条　市城市管理局（以下简称市城管局）负责本办法的实施。',
      '第三条　本办法中下列用语的含义：',
      '（一）商户，是指在本市登记的经营者；',
      '（二）灯具：照明用的器具。',
      '第四条　本办法所称“以上”“以内”包括本数。',
      '第五条　这是指导意见。',
    ];
    const document = structureDocument(parsed(lines), '无名');
    expect(document.definitions.map(({ term, clausePath }) => `${clausePath} ${term}`)).toEqual([
      '第一条 夜间照明',
      '第二条 市城管局',
      '第三条/（一） 商户',
      '第三条/（二） 灯具',
      '第四条 以上',
      '第四条 以内',
    ]);
    for (const { clausePath, start, end, term } of document.definitions) {
      expect(document.clauses.find((clause) => clause.path === clausePath)!.text.slice(start, end)).toContain(term);
    }
  });
});
