import { randomBytes } from 'node:crypto';
import type { Channel } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError, UnprocessableError } from '../domain/errors.ts';
import { randomId, sha256 } from '../domain/ids.ts';
import { type Clock, dayOf } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import type { Store } from '../store/contract.ts';
import type { Message, MessageFilter } from '../store/contract-messages.ts';
import { type PersonalDataKind, redact } from '../text/personal-data.ts';
import { auditOf } from './audit.ts';
import { requireOtherPerson } from './four-eyes.ts';
import type { UnitScope } from './gaps.ts';
import { calendarOf, createSettings } from './settings.ts';
import { requireUnit } from './units.ts';

export type Messages = ReturnType<typeof createMessages>;

/** Longest message and longest reply, in characters. */
export const messageLimits = { text: 1_000, reply: 4_000 } as const;

/** What the holder of a receipt code may read. */
export interface MessageForCitizen {
  answered: boolean;
  text: string;
  at: string;
  dueOn: string;
  reply: string | null;
  answeredAt: string | null;
  unit: string | null;
}

/**
 * Messages of citizens whom nothing answered: kept without personal data, replied to by one person and approved by another before anybody
 * can read the reply, found again only with the receipt code. Throws NotFoundError, InvalidInputError,
 * UnprocessableError, ConflictError, ForbiddenError.
 */
export function createMessages(store: Store, clock: Clock) {
  const settings = createSettings(store, clock);

  async function messageOf(id: string, scope: UnitScope): Promise<Message> {
    const message = await store.messages.message(id);
    if (!message) throw new NotFoundError('没有这条留言', `no message ${id}`);
    if (scope && message.unitId !== null && !scope.includes(message.unitId))
      throw new ForbiddenError('这条留言由其他单位处理', `message ${id} belongs to ${message.unitId}`);
    return message;
  }

  async function change(message: Message, revision: number, by: Actor, action: string, to: Partial<Message>): Promise<Message> {
    const changed = { ...message, ...to };
    await store.apply([
      { type: 'put_message', message: changed, expected: revision },
      auditOf(clock.now(), by, {
        action,
        subject: message.id,
        detail: changed.note ?? '',
        before: { state: message.state, reply: message.reply, unitId: message.unitId },
        after: { state: changed.state, reply: changed.reply, unitId: changed.unitId },
      }),
    ]);
    return { ...changed, revision: revision + 1 };
  }

  return {
    /** Keeps it and gives the code that alone finds it again; the code is not kept. */
    async leave(given: { text: string; answerId: string | null; channel: Channel }): Promise<{ code: string; dueOn: string }> {
      const text = redact(given.text).text.trim();
      if (!text) throw new InvalidInputError('请写下您的问题', 'the message is empty');
      const now = clock.now();
      const values = await settings.values();
      const dueOn = addWorkingDays(dayOf(now), values.replyDays, calendarOf(values));
      const code = newCode();
      const nobody = {
        repliedBy: null,
        repliedName: null,
        repliedAt: null,
        approvedBy: null,
        approvedName: null,
        approvedAt: null,
      };
      const message: Message = {
        ...nobody,
        id: randomId('m'),
        codeHash: hashOf(code),
        state: 'open',
        text,
        answerId: given.answerId,
        channel: given.channel,
        unitId: null,
        at: now.toISOString(),
        dueOn,
        reply: null,
        note: null,
        revision: 1,
      };
      await store.apply([{ type: 'put_message', message, expected: 0 }]);
      return { code, dueOn };
    },

    /** For whoever has the code; spaces, dashes and letter case do not matter. A reply is shown once it is approved. */
    async read(code: string): Promise<MessageForCitizen> {
      const message = await store.messages.byCode(hashOf(code));
      if (!message)
        throw new NotFoundError(
          '没有这个回执编号，请核对后再查；答复之后过了保留期限的留言已经删除',
          'no message with this code',
        );
      const { state, text, at, dueOn, reply, approvedAt, unitId } = message;
      const unit = (await store.accounts.units()).find(({ id }) => id === unitId)?.name ?? null;
      const answered = state === 'answered';
      return { answered, text, at, dueOn, reply: answered ? reply : null, answeredAt: answered ? approvedAt : null, unit };
    },

    list(filter: MessageFilter, scope: UnitScope): Promise<{ total: number; messages: Message[] }> {
      return store.messages.list({ ...filter, ...(scope && { unitIds: scope }) });
    },

    async assign(id: string, revision: number, unitId: string | null, scope: UnitScope, by: Actor): Promise<Message> {
      await requireUnit(store, unitId);
      return change(await messageOf(id, scope), revision, by, 'message.assign', { unitId });
    },

    /** Waits for another person from here on. */
    async reply(id: string, revision: number, reply: string, scope: UnitScope, by: Actor): Promise<Message> {
      const message = await messageOf(id, scope);
      if (message.state === 'answered') throw new ConflictError('这条留言已经答复', `message ${id} is answered`);
      const words = reply.trim();
      if (!words) throw new InvalidInputError('请写答复', 'the reply is empty');
      requireImpersonal(words);
      const replied = { repliedBy: by.id, repliedName: by.name, repliedAt: clock.now().toISOString() };
      return change(message, revision, by, 'message.reply', { state: 'submitted', reply: words, note: null, ...replied });
    },

    /** From here on it can be read with the code. Throws ForbiddenError for whoever wrote it. */
    async approve(id: string, revision: number, scope: UnitScope, by: Actor): Promise<Message> {
      const message = await waiting(id, scope);
      const { repliedBy, repliedName } = message;
      requireOtherPerson(by, { accounts: [repliedBy ?? ''], names: [repliedName ?? ''] }, '写的答复', `the reply to ${id}`);
      const approved = { approvedBy: by.id, approvedName: by.name, approvedAt: clock.now().toISOString() };
      return change(message, revision, by, 'message.approve', { state: 'answered', ...approved });
    },

    async return(id: string, revision: number, reason: string, scope: UnitScope, by: Actor): Promise<Message> {
      const note = redact(reason).text.trim();
      if (!note) throw new InvalidInputError('请写明理由', 'the reason is empty');
      return change(await waiting(id, scope), revision, by, 'message.return', { state: 'open', note });
    },
  };

  async function waiting(id: string, scope: UnitScope): Promise<Message> {
    const message = await messageOf(id, scope);
    if (message.state !== 'submitted') throw new ConflictError('没有等待审核的答复', `message ${id} is ${message.state}`);
    return message;
  }
}

/** What the code opens may be read by others too, at a counter or over a shoulder. Throws UnprocessableError. */
function requireImpersonal(words: string): void {
  const names: Partial<Record<PersonalDataKind, string>> = { resident_id: '身份证号', mobile: '手机号', bank_card: '银行卡号' };
  const found = redact(words).found.find(({ kind }) => names[kind]);
  if (!found) return;
  const message = `答复第 ${found.start + 1} 个字起疑似${names[found.kind]}，请删去公民个人信息`;
  throw new UnprocessableError(message, `${found.kind} in the reply`);
}

/** Without letters and digits that are taken for one another (Crockford's base 32 without 0 and 1). */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 20 characters, more than 98 random bits, in groups of five. */
function newCode(): string {
  let code = '';
  while (code.length < 20)
    for (const byte of randomBytes(32)) if (byte < 240 && code.length < 20) code += letters[byte % letters.length];
  return code.replace(/(.{5})(?=.)/g, '$1-');
}

const hashOf = (code: string) =>
  sha256(
    code
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  );
