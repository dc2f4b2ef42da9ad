import type { AnswerTrace } from '../answer/contract.ts';
import { channels } from '../domain/access.ts';
import { type AskResponse, askRequestSchema, maxQuestionLength } from '../domain/answer.ts';
import { InvalidInputError } from '../domain/errors.ts';
import { operatorViewer, withWence } from './base.ts';
import { type Command, oneOf } from './command.ts';
import { optionalDay } from './days.ts';
import type { Output } from './output.ts';

export const ask: Command = {
  name: 'ask',
  summary: '提问，得到带出处的答复',
  positionals: ['问题…'],
  options: {
    channel: { type: 'string', value: 'NAME', help: '渠道：web（默认）、hotline、window' },
    region: { type: 'string', value: 'PLACE', help: '所在地，如“示例市高新区”' },
    conversation: { type: 'string', value: 'ID', help: '接着上一次的对话问（编号见上一次的 --json 输出）' },
    document: { type: 'string', value: 'ID', help: '正在阅读的文件编号' },
    'as-of': { type: 'string', value: 'DATE', help: '按这一天的效力判断，默认今天' },
    trace: { type: 'boolean', help: '同时显示检索到什么、每一步用时' },
  },
  examples: [
    ['wence ask 灵活就业人员怎么参加医保', '普通提问'],
    ['wence ask --channel hotline 生育津贴怎么发 --json', '以热线坐席的身份提问，输出 JSON'],
    ['wence ask --as-of 2024-01-01 租房补贴多少钱', '按某一天有效的规定提问'],
  ],
  async run(given, { config, output, signal }) {
    const question = given.positionals.join(' ');
    if ([...question].length > maxQuestionLength) throw new InvalidInputError(`问题过长，最多 ${maxQuestionLength} 字`);
    const request = askRequestSchema.parse({
      question,
      channel: oneOf(given, 'channel', channels, 'web'),
      region: given.text('region'),
      conversationId: given.text('conversation'),
      documentId: given.text('document'),
      asOf: optionalDay(given, 'as-of'),
    });
    return withWence(config, async ({ answers, clock }) => {
      const viewer = operatorViewer(request.channel, clock);
      const { response, trace } = await answers.askWithTrace(request, { viewer, principal: 'cli', signal });
      output.result(given.flag('trace') ? { ...response, trace } : response);
      printReply(output, response);
      if (given.flag('trace')) printTrace(output, trace);
      return response.status.startsWith('error') ? 1 : 0;
    });
  },
};

function printReply(output: Output, response: AskResponse): void {
  output.line(response.answer);
  if (response.citations.length > 0) output.line();
  for (const { n, title, documentNumber, issuer, validityNote, clause, page, quote } of response.citations) {
    const where = [documentNumber, issuer, clause, page ? `第${page}页` : null, validityNote].filter(Boolean).join('，');
    output.line(`[${n}] ${title}${where ? `（${where}）` : ''}`);
    output.line(`    “${quote}”`);
  }
  if (response.desk?.script) output.line(`\n口径：${response.desk.script}`);
  if (response.desk?.internalNote) output.line(`内部备注：${response.desk.internalNote}`);
  if (response.serviceLinks.length > 0)
    output.line(`\n办理：${response.serviceLinks.map(({ label, url }) => `${label} ${url}`).join('；')}`);
  if (response.related.length > 0) output.line(`\n相关：${response.related.map(({ title }) => title).join('；')}`);
  output.line(`\n${response.notice}`);
  output.line(`状态 ${response.status}，对话 ${response.conversationId}`);
}

function printTrace(output: Output, trace: AnswerTrace): void {
  output.line('\n—— 过程 ——');
  output.line(
    `结束于 ${trace.route}；${Object.entries(trace.timings)
      .map(([step, ms]) => `${step} ${ms.toFixed(1)}ms`)
      .join('，')}`,
  );
  if (trace.understood) output.line(`理解为：${trace.understood.text}`);
  if (trace.judgement) output.line(`证据充分的把握：${(trace.judgement.probability * 100).toFixed(0)}%`);
  for (const [index, { score, document, faq, view }] of trace.candidates.slice(0, 10).entries()) {
    const title = document?.document.title ?? faq?.entry.question ?? '';
    output.line(`${String(index + 1).padStart(2)}. ${score.toFixed(3)} ${title} ${view.clause?.path ?? ''}`);
  }
}
