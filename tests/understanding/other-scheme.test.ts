import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type AskResponse, isDeclined } from '../../src/domain/answer.ts';
import { ingestCorpus } from '../../src/ingest/corpus.ts';
import { loadSynonyms } from '../../src/text/synonyms.ts';
import { openWence, type Wence } from '../../src/wire.ts';

const rows = loadSynonyms();
const notRows = rows.filter(({ relation }) => relation === 'NOT');
const opened: { wence: Wence; folder: string }[] = [];

/** What else a base holds. */
const elsewhere = [
  ['示例市高龄津贴发放办法', '年满80周岁的本市户籍老年人，每人每月发给高龄津贴100元。\n申请高龄津贴的，向户籍所在地街道提出。'],
  ['示例市食品经营许可办事指南', '申请食品经营许可的，应当先取得营业执照。\n许可证有效期为5年。'],
  ['示例市义务教育招生通知', '小学一年级报名时间为5月8日至5月15日。\n报名时提交户口簿和出生证明。'],
  ['示例市养犬管理规定', '养犬人应当自取得犬只之日起15日内办理登记。\n每户限养一只。'],
  ['示例市机动车停放服务收费标准', '路内停车每小时5元，夜间每次10元。\n前15分钟免费。'],
  ['示例市创业担保贷款实施办法', '个人创业担保贷款额度最高30万元，期限最长3年。\n申请人应当已经办理就业登记。'],
  ['示例市生活垃圾分类指引', '厨余垃圾投入绿色桶，可回收物投入蓝色桶。\n大件垃圾应当预约收运。'],
  ['示例市公园管理办法', '公园每日6时至22时开放。\n禁止携带易燃易爆物品入园。'],
] as const;

/** A base of its own for each row, with one text that answers the question for the scheme it names. */
async function baseOf(scheme: string): Promise<Wence> {
  const folder = mkdtempSync(join(tmpdir(), 'wence-scheme-'));
  const wence = await openWence({ ...readConfig({}), WENCE_LOG_LEVEL: 'error' }, { basePath: join(folder, 'wence.db') });
  opened.push({ wence, folder });
  await ingestCorpus({
    source: { id: 'schemes', name: 'schemes', location: 'schemes' },
    documents: [
      ...elsewhere.map(([title, text]) => ({ id: title, title, text })),
      {
        id: 'scheme',
        title: `示例市${scheme}管理办法`,
        text: `申请${scheme}的，应当具有本市户籍，并连续缴费满12个月。\n${scheme}的标准为每人每年300元，由主管部门在15个工作日内办理。`,
      },
    ],
    store: wence.store,
    embedder: wence.embedder,
    clock: wence.clock,
    publishAs: 'reviewer',
  });
  return wence;
}

const ask = (wence: Wence, question: string): Promise<AskResponse> =>
  wence.answers.ask({ question, channel: 'web' }, { viewer: { audiences: ['public'], today: '2026-11-01' }, principal: 'test' });

/** The sentences that would be the answer, whether or not they are judged to be enough. */
async function evidenceFor(wence: Wence, question: string): Promise<string> {
  const viewer = { audiences: ['public' as const], today: '2026-11-01' };
  const { trace } = await wence.answers.askWithTrace({ question, channel: 'web' }, { viewer, principal: 'test' });
  return (trace.judgement?.reading.sentences ?? []).map(({ text }) => text).join('');
}

afterAll(async () => {
  for (const { wence, folder } of opened) {
    await wence.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the other scheme is never evidence', () => {
  it.each(notRows.map(({ citizen, official }) => [citizen, official[0]!] as const))(
    '%s is not answered from %s',
    async (citizen, official) => {
      const wence = await baseOf(official);
      for (const question of [`申请${citizen}要什么条件？`, `${citizen}的标准是多少钱？`]) {
        const asked = await ask(wence, question);
        expect([question, asked.answer, isDeclined(asked.status)]).toEqual([question, asked.answer, true]);
      }
      expect(await evidenceFor(wence, `${citizen}的标准是多少钱？`)).not.toContain('每人每年300元');
      expect(await evidenceFor(wence, `${official}的标准是多少钱？`)).toContain('每人每年300元');
    },
  );
});
