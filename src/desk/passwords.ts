import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { UnprocessableError } from '../domain/errors.ts';
import { visibleOnly } from '../text/visible.ts';

/** NIST SP 800-63B and ASVS 5.0: at least 8 characters, 15 advised, no rules about kinds of characters. */
export const passwordLimits = { least: 8, advised: 15, most: 128 } as const;

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same characters typed on another keyboard (full width, composed or not) are the same password.
const plain = (password: string) => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(plain(password), cost);

/** A hash that nothing opens, so that an unknown login takes as long as a known one. */
let nobody: Promise<string> | null = null;

/** Does the password open this hash? Takes as long when there is none. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(oneTimePassword());
  const right = await verify(passwordHash ?? (await nobody), plain(password));
  return right && passwordHash !== null;
}

/** Words of this product and its surroundings that a password may not consist of. */
const productWords = ['wence', '问策', '政策', '知识库', 'admin', '管理员', '12345', 'hotline', 'window', 'gov'];
/** What must be left of a password without such words and without digits at its end, the name of the place and the year. */
const leastBesides = 5;

/** Throws UnprocessableError, saying why, for a password that is too short, too long, common, or made of what everybody knows of its owner. */
export async function checkPassword(password: string, owner: { login: string; name: string }): Promise<void> {
  // A common password stays common with characters in it that nobody sees.
  const seen = visibleOnly(plain(password));
  const characters = [...seen].length;
  const { least, most } = passwordLimits;
  if (characters < least) throw new UnprocessableError(`密码至少 ${least} 个字符，建议 15 个以上`, 'the password is too short');
  if (characters > most) throw new UnprocessableError(`密码最多 ${most} 个字符`, 'the password is too long');
  const lower = seen.toLowerCase();
  if ((await commonPasswords()).has(lower))
    throw new UnprocessableError('这个密码太常见，容易被猜中，请换一个', 'the password is on the block list');
  const known = [owner.login, owner.name, ...productWords]
    .map((word) => plain(word).toLowerCase())
    .filter((word) => word.length > 1);
  const besides = known.reduce((rest, word) => rest.split(word).join(''), lower).replace(/[\d\p{P}\p{S}\s]+$/u, '');
  if (known.some((word) => lower.includes(word)) && [...besides].length < leastBesides)
    throw new UnprocessableError('密码不能只由登录名、姓名或本系统的名称组成，请换一个', 'the password is made of known words');
  if (new Set(lower).size < 4)
    throw new UnprocessableError('密码里重复的字符太多，请换一个', 'fewer than 4 different characters');
}

let common: Promise<Set<string>> | null = null;

/** Read when somebody first sets a password: some 49,000 words, the most frequent of leaked lists. */
function commonPasswords(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return common;
}

// Without characters that look alike.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four characters, 79 bits: for one-time passwords and recovery codes. */
export function oneTimePassword(): string {
  const character = () => alphabet[randomInt(alphabet.length)];
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, character).join('')).join('-');
}
