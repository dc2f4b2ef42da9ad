import { describe, expect, it } from 'vitest';
import type { Clause } from '../../domain/document.ts';
import type { Candidate } from '../contract.ts';
import { unitsOf } from './units.ts';

function sentencesIn(text: string, title = '某市低保边缘家庭认定办法', kind: Clause['kind'] = 'paragraph'): string[] {
  const clause = { id: 'c', path: '段1', kind, headings: [], text } as unknown as Clause;
  const candidate = {
    view: { clause, start: 0, end: text.length },
    document: { document: { title } },
    faq: null,
  } as unknown as Candidate;
  return unitsOf([candidate]).map((unit) => unit.text);
}

describe('sentences that may answer', () => {
  it('are without the title before them, which only says what they are about', () => {
    expect(sentencesIn('某市低保边缘家庭 认定办法 本办法自2024年1月1日起施行。')).toEqual(['本办法自2024年1月1日起施行。']);
    expect(sentencesIn('某市低保边缘家庭认定办法')).toEqual([]);
    expect(sentencesIn('某市低保边缘家庭可以申请救助。')).toEqual(['某市低保边缘家庭可以申请救助。']);
  });

  it('are without a dateline', () => {
    expect(sentencesIn('某某社临川3月5日电（记者 甲乙）临川市增加了三条公交线路。')).toEqual(['临川市增加了三条公交线路。']);
    expect(sentencesIn('本报讯 全市增加了三条公交线路。')).toEqual(['全市增加了三条公交线路。']);
  });

  it('end where a line break was lost, but not inside spaced names and short parts', () => {
    expect(sentencesIn('临川市将于三月恢复全部公交线路 近期，市交通局多次召开会议研究部署。')).toEqual([
      '临川市将于三月恢复全部公交线路',
      '近期，市交通局多次召开会议研究部署。',
    ]);
    expect(sentencesIn('窗口的工作人员王 伟说明了办理的程序。')).toEqual(['窗口的工作人员王 伟说明了办理的程序。']);
  });

  it('are whole rows in a table', () => {
    expect(sentencesIn('对象：一级残疾人 每月补贴标准：300元', '', 'table_row')).toEqual([
      '对象：一级残疾人 每月补贴标准：300元',
    ]);
  });
});
