import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, newTotpSecret, recoveryHash, totpCode, totpStep, totpUri } from './totp.ts';

const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1000);

describe('one-time codes', () => {
  it('are those of RFC 6238, appendix B (the last six digits)', () => {
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [1111111111, '050471'],
      [1234567890, '005924'],
      [2000000000, '279037'],
    ] as const) {
      expect(totpCode(secret, at(seconds))).toBe(code);
      expect(totpStep(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
    }
  });

  it('are taken one step early or late, in any width, with spaces, and not otherwise', () => {
    const [now, step] = [at(1234567890), Math.floor(1234567890 / 30)];
    const code = (shift: number) => totpCode(secret, at(1234567890 + shift));
    expect([-30, 0, 30].map((shift) => totpStep(secret, code(shift), now))).toEqual([step - 1, step, step + 1]);
    expect([-60, 60].map((shift) => totpStep(secret, code(shift), now))).toEqual([null, null]);
    expect(totpStep(secret, ' ００５ 924', now)).toBe(step);
    for (const wrong of ['', '05924', '0059240', 'abcdef']) expect(totpStep(secret, wrong, now)).toBeNull();
  });

  it('come of secrets of 160 bits, named in the address', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totpUri(secret, 'zhangsan'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual(['otpauth:', 'totp', '/问策:zhangsan']);
    expect(uri.searchParams.get('secret')).toBe(secret);
  });
});

describe('recovery codes', () => {
  it('are ten, kept as hashes, and read however they are typed', () => {
    const { codes, hashes } = newRecoveryCodes();
    expect([new Set(codes).size, hashes]).toEqual([10, codes.map(recoveryHash)]);
    expect(recoveryHash(codes[0]!.toUpperCase().replaceAll('-', '　'))).toBe(hashes[0]);
    expect(JSON.stringify(hashes)).not.toContain(codes[0]);
  });
});
