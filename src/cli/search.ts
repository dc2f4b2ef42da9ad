import { channels } from '../domain/access.ts';
import { documentKinds } from '../domain/document.ts';
import { dayOf } from '../domain/time.ts';
import { validityNote, validityStatuses } from '../domain/validity.ts';
import type { LookupHit } from '../retrieve/contract.ts';
import { operatorViewer, withWence } from './base.ts';
import { type Command, oneOf, wholeNumber } from './command.ts';
import { optionalDay } from './days.ts';

export const search: Command = {
  name: 'search',
  summary: '按关键词、文号或标题查找条款和常见问题',
  positionals: ['关键词…'],
  options: {
    channel: { type: 'string', value: 'NAME', help: '渠道：web（默认）、hotline、window' },
    kind: { type: 'string', value: 'KIND', help: `文件种类：${documentKinds.join('、')}` },
    validity: { type: 'string', value: 'STATUS', help: `有效性：${validityStatuses.join('、')}` },
    issuer: { type: 'string', value: 'NAME', help: '发文机关' },
    region: { type: 'string', value: 'PLACE', help: '地区' },
    tag: { type: 'string', value: 'TAG', help: '标签' },
    from: { type: 'string', value: 'DATE', help: '发布日期不早于' },
    to: { type: 'string', value: 'DATE', help: '发布日期不晚于' },
    'as-of': { type: 'string', value: 'DATE', help: '按这一天判断有效性，默认今天' },
    limit: { type: 'string', value: 'N', help: '最多几条，默认 10' },
  },
  examples: [
    ['wence search 医保 缴费标准', '按词查找'],
    ['wence search "示府规〔2024〕3号"', '按文号查找，括号用哪种都可以'],
    ['wence search 租赁补贴 --validity in_force --limit 5 --json', '只看现行有效的，输出 JSON'],
  ],
  async run(given, { config, output }) {
    const channel = oneOf(given, 'channel', channels, 'web');
    const limit = wholeNumber(given, 'limit', 10);
    const [asOfGiven, publishedFrom, publishedTo] = ['as-of', 'from', 'to'].map((name) => optionalDay(given, name));
    return withWence(config, async ({ lookup, clock }) => {
      const asOf = asOfGiven ?? dayOf(clock.now());
      const filters = Object.fromEntries(
        Object.entries({
          kind: given.text('kind') && oneOf(given, 'kind', documentKinds, 'policy'),
          validity: given.text('validity') && oneOf(given, 'validity', validityStatuses, 'in_force'),
          issuer: given.text('issuer'),
          region: given.text('region'),
          tag: given.text('tag'),
          publishedFrom,
          publishedTo,
        }).filter(([, value]) => value !== undefined),
      );
      const hits = await lookup.lookup({
        query: given.positionals.join(' '),
        viewer: operatorViewer(channel, clock),
        asOf,
        limit,
        ...filters,
      });
      output.result({ total: hits.length, hits: hits.map((hit) => summaryOf(hit)) });
      if (hits.length === 0) output.line('没有找到。换个说法，或用 wence status 查看库里有哪些资料。');
      for (const [index, hit] of hits.entries()) {
        const record = hit.candidate.document?.document;
        const where = [record?.documentNumber, hit.candidate.view.clause?.path, record && validityNote(record, asOf)]
          .filter(Boolean)
          .join('，');
        output.line(`${index + 1}. ${marked(hit.title, hit.titleMarks)}${where ? `（${where}）` : ''}`);
        output.line(`   ${marked(hit.snippet, hit.snippetMarks)}`);
      }
      return undefined;
    });
  },
};

function summaryOf({ candidate, title, snippet }: LookupHit) {
  const { document, faq, view, score } = candidate;
  return {
    kind: view.itemKind,
    id: view.itemId,
    title,
    documentNumber: document?.document.documentNumber ?? null,
    issuer: document?.document.issuer ?? faq?.entry.unit ?? null,
    clause: view.clause?.path ?? null,
    page: view.clause?.page ?? null,
    snippet,
    score,
  };
}

/** The text with its matches in bold on a terminal, plain elsewhere. */
function marked(text: string, marks: [number, number][]): string {
  if (!process.stdout.isTTY) return text;
  let shown = '';
  let position = 0;
  for (const [start, end] of marks) {
    shown += `${text.slice(position, start)}\u001b[1m${text.slice(start, end)}\u001b[22m`;
    position = end;
  }
  return shown + text.slice(position);
}
