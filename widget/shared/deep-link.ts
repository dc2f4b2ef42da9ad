/** What the desk page's address asks for. It stands in the fragment, which browsers never send to a server. */
export interface DeskLink {
  /** Look this up. */
  q?: string;
  /** Answer this question of the caller in full. */
  ask?: string;
  /** Open this entry or document. */
  item?: string;
  channel?: 'hotline' | 'window' | 'web';
  /** Key handed over by the start script or the hotline system; taken out of the address at once. */
  key?: string;
}

/** "#q=社保&channel=hotline" -> { q, channel }; unknown parts are ignored. */
export function readDeskLink(hash: string): DeskLink {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const link: DeskLink = {};
  for (const name of ['q', 'ask', 'item', 'key'] as const) {
    const value = values.get(name)?.trim();
    if (value) link[name] = value;
  }
  const channel = values.get('channel');
  if (channel === 'hotline' || channel === 'window' || channel === 'web') link.channel = channel;
  return link;
}

/** The fragment for a link without the key; empty when there is nothing to say. */
export function writeDeskLink({ q, ask, item, channel }: DeskLink): string {
  const values = new URLSearchParams();
  if (q) values.set('q', q);
  if (ask) values.set('ask', ask);
  if (item) values.set('item', item);
  if (channel) values.set('channel', channel);
  const text = values.toString();
  return text ? `#${text}` : '';
}
