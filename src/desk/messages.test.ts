import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError, UnprocessableError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { unitChange } from './entries/test-desk.ts';
import { createMessages } from './messages.ts';
import { createSettings } from './settings.ts';
import { createRetention } from './upkeep/retention.ts';

const editor = { id: 'u_li', name: '李编辑', from: '10.0.0.7' };
const reviewer = { id: 'u_zhao', name: '赵审核', from: '10.0.0.8' };
// A Friday.
const clock = fixedClock('2025-03-07');

describe('messages of citizens', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    await store.apply([unitChange('民政')]);
  });
  afterEach(() => store.close());
  const messages = () => createMessages(store, clock);
  const left = async (text = '充电桩有没有补贴') => {
    const { code, dueOn } = await messages().leave({ text, answerId: null, channel: 'web' });
    const all = (await messages().list({ state: 'open' }, null)).messages;
    return { code, dueOn, message: all.find((one) => one.text.includes(text.slice(-4)))! };
  };

  it('are kept without personal data, with a code that is not kept and a limit in working days', async () => {
    const { code, dueOn, message } = await left('请回电13912345678，充电桩有没有补贴');
    expect(code).toMatch(/^[2-9A-HJ-NP-TV-Z]{5}(-[2-9A-HJ-NP-TV-Z]{5}){3}$/);
    expect(dueOn).toBe('2025-03-14');
    expect(message.text).toContain('充电桩有没有补贴');
    expect(JSON.stringify(message)).not.toContain('13912345678');
    expect(JSON.stringify(message)).not.toContain(code);
    await expect(messages().leave({ text: ' ', answerId: null, channel: 'web' })).rejects.toThrow(InvalidInputError);
  });

  it('follow the settings of the city', async () => {
    await createSettings(store, clock).put('replyDays', 2, 0, editor);
    await createSettings(store, clock).put('holidays', ['2025-03-10'], 0, editor);
    expect((await left()).dueOn).toBe('2025-03-12');
  });

  it('are found with the code, however it is typed, and with no other', async () => {
    const { code } = await left();
    expect(await messages().read(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toMatchObject({ answered: false, reply: null });
    await expect(messages().read(code.slice(1))).rejects.toThrow(NotFoundError);
    await expect(messages().read('')).rejects.toThrow(NotFoundError);
  });

  it('show the reply only after another person approved it', async () => {
    const { code, message } = await left();
    const replied = await messages().reply(message.id, 1, '没有市级补贴。', null, editor);
    expect((await messages().read(code)).reply).toBeNull();
    await expect(messages().approve(message.id, 2, null, editor)).rejects.toThrow(ForbiddenError);
    await expect(messages().approve(message.id, 1, null, reviewer)).rejects.toThrow(ConflictError);
    const returned = await messages().return(message.id, replied.revision, '写明依据，回电13912345678', null, reviewer);
    expect(returned).toMatchObject({ state: 'open', note: '写明依据，回电〔手机号〕', reply: '没有市级补贴。' });
    expect((await messages().read(code)).reply).toBeNull();
    await messages().reply(message.id, 3, '按某办法，没有市级补贴。', null, editor);
    await messages().approve(message.id, 4, null, reviewer);
    expect(await messages().read(code)).toMatchObject({ answered: true, reply: '按某办法，没有市级补贴。' });
    await expect(messages().reply(message.id, 5, '改一改', null, editor)).rejects.toThrow(ConflictError);
    expect((await store.activity.audit(9)).map(({ action }) => action)).toEqual([
      'message.approve',
      'message.reply',
      'message.return',
      'message.reply',
    ]);
  });

  it('are not replied to with what belongs to a person', async () => {
    const { message } = await left();
    const reply = (words: string) => messages().reply(message.id, 1, words, null, editor);
    await expect(reply('您的身份证11010519491231002X已登记')).rejects.toThrow('答复第 6 个字起疑似身份证号');
    await expect(reply('请联系张三13912345678')).rejects.toThrow(UnprocessableError);
    expect(await reply('请拨打0571-88886666或12345。')).toMatchObject({ state: 'submitted' });
  });

  it('are handed to units that there are', async () => {
    const { message } = await left();
    await expect(messages().assign(message.id, 1, 'u_nobody', null, editor)).rejects.toThrow('没有这个单位');
  });

  it('are kept as long as the city sets from the approval of the reply on, and while they wait', async () => {
    const waiting = await left('一直没有人答复');
    const { code, message } = await left('早就答复了');
    await messages().reply(message.id, 1, '没有。', null, editor);
    await messages().approve(message.id, 2, null, reviewer);
    await createSettings(store, clock).put('messageDays', 30, 0, editor);
    const forgetOn = async (day: string) => store.apply([await createRetention(store, fixedClock(day))()]);
    await forgetOn('2025-04-06');
    expect(await messages().read(code)).toMatchObject({ answered: true });
    await forgetOn('2025-04-07');
    await expect(messages().read(code)).rejects.toThrow(NotFoundError);
    expect(await messages().read(waiting.code)).toMatchObject({ answered: false });
  });

  it('belong to the unit they are handed to, whose name the citizen sees', async () => {
    const { code, message } = await left();
    await messages().assign(message.id, 1, '民政', null, editor);
    expect((await messages().read(code)).unit).toBe('民政局');
    expect((await messages().list({}, ['人社'])).total).toBe(0);
    expect((await messages().list({}, ['民政'])).total).toBe(1);
    await expect(messages().reply(message.id, 2, '答', ['人社'], editor)).rejects.toThrow(ForbiddenError);
  });
});
