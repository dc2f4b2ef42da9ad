import type { Channel } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { type Banner, bannerHangs, bannerSchema } from '../domain/banner.ts';
import { InvalidInputError, NotFoundError, StoreError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { auditOf } from './audit.ts';

export type Banners = ReturnType<typeof createBanners>;

/** What was set last, hanging or not; `banner` null: nothing, or taken down. */
export interface BannerState {
  banner: Banner | null;
  revision: number;
  changedBy: string | null;
  changedAt: string | null;
}

/** Name in the table of settings. */
const settingName = 'banner';

/** Longest time that one banner hangs, in days: a notice for longer is an entry, not an emergency. */
const longestDays = 30;
const dayMs = 86_400_000;

/** The emergency banner that staff hang over all channels: one at a time, audited, gone by itself at its end. */
export function createBanners(store: Store, clock: Clock) {
  async function state(): Promise<BannerState> {
    const stored = (await store.settings.all()).find(({ name }) => name === settingName);
    if (!stored) return { banner: null, revision: 0, changedBy: null, changedAt: null };
    const parsed = bannerSchema.nullable().safeParse(stored.value);
    if (!parsed.success) throw new StoreError('紧急提示的记录无效', parsed.error.message);
    const { revision, changedBy, changedAt } = stored;
    return { banner: parsed.data, revision, changedBy, changedAt };
  }

  async function put(banner: Banner | null, expected: number, by: Actor, action: string): Promise<BannerState> {
    const before = await state();
    const now = clock.now();
    await store.apply([
      {
        type: 'put_setting',
        setting: { name: settingName, value: banner, changedBy: by.name, changedAt: now.toISOString() },
        expected,
      },
      auditOf(now, by, {
        action,
        subject: settingName,
        detail: (banner ?? before.banner)?.text ?? '',
        before: before.banner,
        after: banner,
      }),
    ]);
    return state();
  }

  return {
    state,

    /** What hangs over this channel now, with the revision that tells it from the one before. */
    async shownOn(channel: Channel): Promise<{ revision: number; banner: Banner | null }> {
      const { banner, revision } = await state();
      return { revision, banner: banner && bannerHangs(banner, channel, clock.now()) ? banner : null };
    },

    /** Hangs it up in place of the one before. Throws InvalidInputError, ConflictError when somebody else was faster. */
    async hang(input: Banner, expected: number, by: Actor): Promise<BannerState> {
      const [from, until, now] = [Date.parse(input.from), Date.parse(input.until), clock.now().getTime()];
      if (until <= from) throw new InvalidInputError('结束时间要晚于开始时间', 'until is not after from');
      if (until <= now) throw new InvalidInputError('结束时间已过', 'until is in the past');
      if (until - Math.max(from, now) > longestDays * dayMs)
        throw new InvalidInputError(
          `紧急提示最多挂 ${longestDays} 天，长期有效的内容请写成问答`,
          `longer than ${longestDays} days`,
        );
      const channels = [...new Set(input.channels)];
      const utc = (time: number) => new Date(time).toISOString();
      return put({ ...input, channels, from: utc(from), until: utc(until) }, expected, by, 'banner.hang');
    },

    /** Takes it down at once. Throws NotFoundError when nothing hangs or waits, ConflictError. */
    async takeDown(expected: number, by: Actor): Promise<BannerState> {
      if (!(await state()).banner) throw new NotFoundError('现在没有紧急提示', 'no banner');
      return put(null, expected, by, 'banner.take_down');
    },
  };
}
