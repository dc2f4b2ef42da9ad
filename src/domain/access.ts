import { z } from 'zod';

/** Where a question is asked. In a request it can only narrow what the credential allows. */
export const channels = ['web', 'hotline', 'window'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

/** Who may see an item. `public` is everybody; the others need a key of that desk. */
export const audiences = ['public', 'hotline', 'window'] as const;
export const audienceSchema = z.enum(audiences);
export type Audience = z.infer<typeof audienceSchema>;

/** Review life of an item; only `published` can be found. */
export const reviewStates = ['draft', 'submitted', 'returned', 'published', 'withdrawn'] as const;
export const reviewStateSchema = z.enum(reviewStates);
export type ReviewState = z.infer<typeof reviewStateSchema>;

/** Through whose eyes the base is read. `today` decides the dates of FAQ entries; it is never the as-of day. */
export interface Viewer {
  audiences: Audience[];
  today: string;
}

/** What a credential opens; the channel of a request narrows it and never widens it. */
export function audiencesFor(allowed: Audience[], channel: Channel): Audience[] {
  if (channel === 'web') return ['public'];
  return allowed.includes(channel) ? ['public', channel] : ['public'];
}

/**
 * Who may see an entry that is meant for some channels only. What is open to the public on the web is open to every desk too: whoever
 * answers a caller must find what the caller can read. Without the web only the desks of its channels see it.
 */
export function audiencesThrough(allowed: readonly Audience[], shownOn: readonly Channel[]): Audience[] {
  const open = allowed.includes('public');
  if (open && shownOn.includes('web')) return audiences.filter((audience) => allowed.includes(audience));
  return audiences.filter(
    (audience) => audience !== 'public' && shownOn.includes(audience) && (open || allowed.includes(audience)),
  );
}
