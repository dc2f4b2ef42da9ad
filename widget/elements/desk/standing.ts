import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Api } from '../../shared/api.ts';
import type { Turn } from '../../shared/turn.ts';
import type { Channel, SearchHit, Standing } from '../../shared/types.ts';

/** What became of a text that is still on the screen. */
export type Fate = 'withdrawn' | 'changed';

/** Asked so often while the page is seen, in milliseconds: within one sentence that is read aloud. */
const everyMs = 4_000;
/** The server's limit of one question. */
const mostIds = 60;

/** Why a text must not be used any more, for the agent. */
export const fateWords = (fate: Fate, title: string): string =>
  fate === 'withdrawn' ? `“${title}”已撤下或已失效，不要再念，请重新查` : `“${title}”已更新，这里是旧文字，请重新查`;

export const unknownWords = '没能核对它现在是否仍有效，没有复制，请重试';

/** What of these hits is no longer so. */
export function fatesOf(hits: Pick<SearchHit, 'id' | 'mark'>[], { items }: Standing): Map<string, Fate> {
  const marks = new Map(items.map(({ id, mark }) => [id, mark]));
  const fallen = hits.filter(({ id, mark }) => marks.get(id) !== mark);
  return new Map(fallen.map(({ id }) => [id, marks.has(id) ? 'changed' : 'withdrawn']));
}

/** What became of an answer: the worst of what it cites. */
export function fateOfAnswer({ citations }: Pick<Turn, 'citations'>, { items }: Standing): { fate: Fate; title: string } | null {
  const versions = new Map(items.map(({ id, versionId }) => [id, versionId]));
  const gone = citations.find(({ documentId }) => !versions.has(documentId));
  if (gone) return { fate: 'withdrawn', title: gone.title };
  const other = citations.find(({ documentId, versionId }) => versions.get(documentId) !== versionId);
  return other ? { fate: 'changed', title: other.title } : null;
}

export interface StandingHost extends ReactiveControllerHost {
  readonly channel: Channel;
  readonly session: { who: unknown; choosing: boolean; quiet: Api };
  /** All hits that the page holds, the open one among them. */
  readonly held: SearchHit[];
  readonly turn: Turn | null;
  /** These became something else: the page forgets what it knows of them. */
  fell(fates: Map<string, Fate>): void;
  /** Anything in the base became something else. */
  moved(): void;
}

/** Asks every few seconds whether what the page shows is still so, and once more before anything of it is copied. */
export class DeskStanding implements ReactiveController {
  /** Of the hits on the page, by id and mark; a text that was looked up again has another mark. */
  private readonly fallen = new Map<string, Fate>();
  private readonly turns = new WeakMap<Turn, { fate: Fate; title: string }>();
  private readonly host: StandingHost;
  private revision: number | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private asking = false;

  constructor(host: StandingHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.timer = setInterval(() => void this.watch(), everyMs);
  }

  hostDisconnected() {
    clearInterval(this.timer);
  }

  /** Why this hit must not be used; empty while it is as it was. */
  wordsOf(hit: SearchHit | null): string {
    const fate = hit && this.fallen.get(keyOf(hit));
    return fate ? fateWords(fate, hit.title) : '';
  }

  wordsOfTurn(turn: Turn | null): string {
    const found = turn && this.turns.get(turn);
    return found ? fateWords(found.fate, found.title) : '';
  }

  /** Asks now. Words why nothing may be copied; empty when it may. */
  async refusal(): Promise<string> {
    try {
      await this.check();
    } catch {
      return unknownWords;
    }
    const { held, turn } = this.host;
    return turn ? this.wordsOfTurn(turn) : this.wordsOf(held[0] ?? null);
  }

  private async watch() {
    const { who, choosing } = this.host.session;
    if (!who || choosing || this.asking || document.visibilityState === 'hidden') return;
    this.asking = true;
    // Without an answer nothing is known; the next one comes in a few seconds, and copying asks for itself.
    await this.check().catch(() => undefined);
    this.asking = false;
  }

  private async check(): Promise<void> {
    const { held, turn, channel, session } = this.host;
    const cited = turn ? turn.citations : [];
    const ids = [...new Set([...cited.map(({ documentId }) => documentId), ...held.map(({ id }) => id)])].slice(0, mostIds);
    if (ids.length === 0) return;
    const standing = await session.quiet.standing(ids, channel);
    if (this.host.channel !== channel) return;
    const asked = held.filter(({ id }) => ids.includes(id));
    const fates = fatesOf(asked, standing);
    const fresh = new Map<string, Fate>();
    for (const hit of asked) {
      const fate = fates.get(hit.id);
      if (!fate || this.fallen.has(keyOf(hit))) continue;
      this.fallen.set(keyOf(hit), fate);
      fresh.set(hit.id, fate);
    }
    const ofTurn = turn && fateOfAnswer(turn, standing);
    if (ofTurn) this.turns.set(turn, ofTurn);
    if (fresh.size > 0) this.host.fell(fresh);
    if (this.revision !== null && this.revision !== standing.revision) this.host.moved();
    this.revision = standing.revision;
    this.host.requestUpdate();
  }
}

const keyOf = ({ id, mark }: SearchHit) => `${id} ${mark}`;
