import { Secret, TOTP } from 'otpauth';
import { sha256 } from '../domain/ids.ts';
import { oneTimePassword } from './passwords.ts';

/** RFC 6238 as authenticator apps have it: SHA-1, six digits, 30 seconds; one step of drift either way. */
const periodSeconds = 30;
const drift = 1;
const issuer = '问策';

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds });

/** 160 random bits, base32, as RFC 4226 advises. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR picture says: `otpauth://totp/…`. */
export const totpUri = (secret: string, label: string): string => totpOf(secret, label).toString();

/** The time step whose code this is, or null. A caller marks the step as used, so that a code opens once. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totpOf(secret, '').validate({ token: digits, timestamp: now.getTime(), window: drift });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}

/** The code that an app would show now. */
export const totpCode = (secret: string, now: Date): string => totpOf(secret, '').generate({ timestamp: now.getTime() });

/** Ten codes for the day the telephone is lost; each opens once. Only their hashes are kept. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: 10 }, oneTimePassword);
  return { codes, hashes: codes.map(recoveryHash) };
}

/** Without regard to case, width, spaces and hyphens. */
export const recoveryHash = (code: string): string => sha256(code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, ''));
