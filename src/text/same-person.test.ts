import { describe, expect, it } from 'vitest';
import { samePerson } from './same-person.ts';

describe('the same person', () => {
  it.each([
    ['李四', ' 李 四\u3000'],
    ['Li Si', 'ｌｉ ＳＩ'],
    ['李四', '李\u200b四\u202e'],
  ])('%j is %j', (a, b) => {
    expect(samePerson(a, b)).toBe(true);
  });

  it('is not somebody whose name only begins alike', () => {
    expect(samePerson('李四', '李四光')).toBe(false);
  });
});
