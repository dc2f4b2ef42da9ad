import { z } from 'zod';
import { type Channel, channelSchema } from './access.ts';
import { webAddressSchema } from './web-address.ts';

/** How urgent; decides colour and whether it interrupts a screen reader. */
export const bannerLevels = ['notice', 'warning', 'urgent'] as const;
export const bannerLevelSchema = z.enum(bannerLevels);

/** Longest text, in characters: it has to be read at a glance. */
export const bannerLimit = 200;

const instant = z.iso.datetime({ offset: true });

/** 紧急提示 over all pages of the channels named, from one instant to another; then it ends by itself. */
export const bannerSchema = z
  .object({
    text: z.string().trim().min(1).max(bannerLimit),
    level: bannerLevelSchema,
    channels: z.array(channelSchema).min(1),
    from: instant,
    until: instant,
    link: z
      .object({ label: z.string().trim().min(1).max(40), url: webAddressSchema })
      .strict()
      .nullable(),
  })
  .strict();
export type Banner = z.infer<typeof bannerSchema>;

/** Over which channels it hangs at this instant. */
export const bannerHangs = (banner: Banner, channel: Channel, now: Date): boolean =>
  banner.channels.includes(channel) && Date.parse(banner.from) <= now.getTime() && now.getTime() < Date.parse(banner.until);
