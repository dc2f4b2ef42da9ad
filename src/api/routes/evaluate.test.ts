import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../contract.ts';
import { appOf, bearer, openTestWence, post, type TestWence } from '../test-app.ts';
import { internalWords } from '../test-base.ts';

let test: TestWence;
let app: ApiApp;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
});
afterAll(() => test.remove());

const question = '失业保险金每月几号发放？';
const evaluate = (body: unknown, secret: string | null = test.secrets.evaluator) =>
  post(app, '/v1/evaluate', body, secret === null ? {} : bearer(secret));

describe('POST /v1/evaluate', () => {
  it('shows every stage of an answer', async () => {
    const { response, stages } = await (await evaluate({ turns: [question] })).json();
    expect(response.answer).toContain('十五日前');
    expect(stages.understood).toMatchObject({ text: question, asOf: '2025-06-02' });
    expect(stages.candidates.map(({ rank }: { rank: number }) => rank).slice(0, 2)).toEqual([1, 2]);
    const scores = stages.candidates.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(stages.candidates[0].features.length).toBeGreaterThan(1);
    expect(stages.judgement.probability).toBeGreaterThan(0);
    expect(stages.judgement.enough).toBe(stages.judgement.probability >= stages.judgement.threshold);
    expect(stages.status.name).toBe(response.status);
    expect(stages.steps.at(-1).name).toBe(stages.endedBy.name);
  });

  it('shows what was chosen first, and what was passed over by its score', async () => {
    const { response, stages } = await (await evaluate({ turns: ['失业保险金标准是最低工资标准的百分之多少？'] })).json();
    const chosen = stages.sentences.filter((one: { chosen: boolean }) => one.chosen);
    expect(stages.judgement.afterwards).toBe(false);
    expect(response.answer).toContain(chosen[0].text);
    expect(stages.sentences.slice(0, chosen.length)).toEqual(chosen);
    const rest = stages.sentences.slice(chosen.length).map(({ score }: { score: number }) => score);
    expect(rest.length).toBeGreaterThan(0);
    expect(rest).toEqual([...rest].sort((a, b) => b - a));
  });

  it('leaves nothing behind: no answer, no turn, no gap, no count', async () => {
    const before = await test.wence.store.counts();
    const gaps = await test.wence.store.reports.gaps({});
    const shown = await (await evaluate({ turns: [question, '今晚的月球采矿比赛谁赢了？'] })).json();
    expect(shown.response.status).toMatch(/^declined/);
    expect(await test.wence.store.activity.answer(shown.response.id)).toBeNull();
    expect(await test.wence.store.reports.gaps({})).toEqual(gaps);
    expect(await test.wence.store.counts()).toEqual(before);
    const principal = (await test.wence.store.access.keys()).find((key) => key.name === '评测')!.id;
    expect(
      await test.wence.store.activity.turns(shown.response.conversationId, principal, '2025-06-02T00:00:00.000Z', 9),
    ).toEqual([]);
    const metrics = await (await app.request('/metrics', { headers: bearer(test.secrets.metrics) })).text();
    expect(metrics).not.toMatch(/^wence_answers_total\{/m);
    expect((await (await post(app, '/v1/ask', { question: '今晚的月球采矿比赛谁赢了？' })).json()).status).toMatch(/^declined/);
    const after = await (await app.request('/metrics', { headers: bearer(test.secrets.metrics) })).text();
    expect(after).toMatch(/^wence_answers_total\{/m);
  });

  it('reads a follow-up with what was said before', async () => {
    const { stages } = await (await evaluate({ turns: [question, '那标准是多少呢？'] })).json();
    expect(stages.understood.text).toContain('失业保险金');
  });

  it('needs a key with the right', async () => {
    expect((await evaluate({ turns: [question] }, null)).status).toBe(401);
    expect((await evaluate({ turns: [question] }, test.secrets.revoked)).status).toBe(401);
    expect((await evaluate({ turns: [question] }, test.secrets.hotline)).status).toBe(403);
    expect((await evaluate({}, null)).status).toBe(401);
    expect((await app.request('/v1/evaluate')).status).toBe(401);
  });

  it('sees no more than the channel does', async () => {
    const turns = ['失业保险金来电怎么转接？'];
    const web = await (await evaluate({ turns })).text();
    for (const word of internalWords) expect(web).not.toContain(word);
    expect(await (await evaluate({ turns, channel: 'hotline' })).text()).toContain('蓝鲸转接');
    expect((await evaluate({ turns, channel: 'window' })).status).toBe(403);
  });

  it('says what is wrong with a request', async () => {
    expect((await evaluate({})).status).toBe(400);
    expect((await evaluate({ turns: [] })).status).toBe(422);
    expect((await evaluate({ turns: [question], asOf: '2025-02-30' })).status).toBe(422);
  });
});

describe('GET /v1/evaluate', () => {
  it('tells which channels the key opens', async () => {
    const response = await app.request('/v1/evaluate', { headers: bearer(test.secrets.evaluator) });
    expect(await response.json()).toEqual({ channels: ['web', 'hotline'], today: '2025-06-02' });
  });
});
