import { describe, expect, it } from 'vitest';
import { ForbiddenError } from '../domain/errors.ts';
import {
  type Authors,
  authorsOfDraft,
  authorsOfItem,
  authorsOfWaiting,
  isAuthor,
  joinedNames,
  requireOtherPerson,
} from './four-eyes.ts';

const li = { id: 'a_1', name: '李四' };
const zhang = { id: 'a_2', name: '张三' };
const names: Record<string, string> = { a_1: '李四', a_2: '张三', a_3: '李四' };
const nameOf = (account: string) => names[account] ?? account;
const byIngestion = { governance: { reviewState: 'draft' as const, createdBy: '李四' }, revision: null };

describe('the rule of four eyes', () => {
  it.each<[string, Authors]>([
    ['the account', { accounts: ['a_2', 'a_1'], names: [] }],
    ['the name alone', { accounts: [], names: ['李四'] }],
    ['the name, written otherwise', { accounts: [], names: ['李 四\u200b'] }],
    ['one of several names', { accounts: [], names: [joinedNames(['王五', '李四'])] }],
  ])('knows an author by %s', (_, authors) => {
    expect(isAuthor(li, authors)).toBe(true);
    expect(() => requireOtherPerson(li, authors, '写过的内容', 't_1')).toThrow(ForbiddenError);
    expect(() => requireOtherPerson(li, authors, '写过的内容', 't_1')).toThrow('不能审核自己写过的内容，请由另一人审核');
  });

  it('knows a name that holds the sign between names', () => {
    const both = { id: 'a_9', name: joinedNames(['李四', '王五']) };
    expect(isAuthor(both, { accounts: [], names: [both.name] })).toBe(true);
  });

  it('lets another person approve', () => {
    const authors = { accounts: ['a_1'], names: ['李四', joinedNames(['王五', '张三丰'])] };
    expect(isAuthor(zhang, authors)).toBe(false);
    expect(() => requireOtherPerson(zhang, authors, '写过的内容', 't_1')).not.toThrow();
  });
});

describe('the authors', () => {
  it('of a draft are all who wrote in it, under whichever account', () => {
    const authors = authorsOfDraft({ editors: ['a_3', 'a_4'] }, null, nameOf);
    expect([isAuthor(li, authors), isAuthor(zhang, authors)]).toEqual([true, false]);
  });

  it('of a draft over what nobody has reviewed are its maker as well', () => {
    const authors = authorsOfDraft({ editors: ['a_2'] }, byIngestion, nameOf);
    expect([isAuthor(li, authors), isAuthor(zhang, authors)]).toEqual([true, true]);
  });

  it.each([
    { ...byIngestion, governance: { ...byIngestion.governance, reviewState: 'published' as const } },
    { ...byIngestion, governance: { ...byIngestion.governance, reviewState: 'withdrawn' as const }, revision: 1 },
  ])('of a draft over what was reviewed before are those of the draft alone', (item) => {
    expect(isAuthor(li, authorsOfDraft({ editors: ['a_2'] }, item, nameOf))).toBe(false);
  });

  it('of an item are those it names and the accounts of its last revision', () => {
    const renamed = { id: 'a_7', name: '新名' };
    const authors = authorsOfItem({ createdBy: joinedNames(['王五', '李四']) }, { writtenBy: ['a_7'] });
    expect([li, renamed, zhang].map((one) => isAuthor(one, authors))).toEqual([true, true, false]);
    expect(isAuthor(renamed, authorsOfItem({ createdBy: '李四' }, null))).toBe(false);
  });

  it('of what waits are who handed it in and all who wrote, or the name that ingestion was given', () => {
    expect(isAuthor(li, authorsOfWaiting({ by: 'a_2', editors: ['a_3'] }, nameOf))).toBe(true);
    expect(isAuthor(li, authorsOfWaiting({ by: '李四', editors: [] }, nameOf))).toBe(true);
    expect(isAuthor(zhang, authorsOfWaiting({ by: '李四', editors: [] }, nameOf))).toBe(false);
  });
});
