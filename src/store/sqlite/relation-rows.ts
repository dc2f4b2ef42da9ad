import type { Viewer } from '../../domain/access.ts';
import { type Effect, type EffectKind, effectKinds, type RelationKind } from '../../domain/document.ts';
import { canConcern } from '../../domain/effects.ts';
import type { DocumentView, ResolvedRelation } from '../contract.ts';
import type { Connection } from './connection.ts';
import { viewerParameters, visible } from './visibility.ts';

/**
 * Relations name the other document by number, title, shortened title or place; here they find it, both ways and whichever came first.
 * Each way is one arm of a union with an index of its own. `r` is the relation, `d` the document it may mean.
 * A number decides where both sides have one: a title that is issued again every year is not enough.
 */
const byTitle = '(r.target_number_key IS NULL OR d.number_key IS NULL)';
const arms: { how: string; join: string }[] = [
  { how: 'number', join: 'd.number_key = r.target_number_key' },
  { how: 'title', join: `d.title_key = r.target_title_key AND ${byTitle}` },
  { how: 'title', join: `d.wrapped_title_key = r.target_title_key AND ${byTitle}` },
  { how: 'place', join: 'd.url_key = r.target_url_key' },
];

/** Few relations change whether another document holds: the others are left out before anything is looked up. */
const ofKind = '(@kinds IS NULL OR r.kind IN (SELECT value FROM json_each(@kinds)))';

/** Pairs (relation, document) of the wanted documents `own`, in one direction. */
function pairsSql(direction: 'to' | 'from'): string {
  const columns = (how: string) =>
    `SELECT own.item_key AS own_key, r.item_key AS speaker_key, r.ordinal, d.item_key AS meant_key, '${how}' AS how`;
  const parts =
    direction === 'to'
      ? [
          ...arms.map(
            ({ how, join }) =>
              `${columns(how)} FROM own CROSS JOIN relations r ON r.item_key = own.item_key CROSS JOIN documents d ON ${join}`,
          ),
          `${columns('short')} FROM own CROSS JOIN relations r ON r.item_key = own.item_key
            CROSS JOIN document_short_names n ON n.name = r.target_short_key CROSS JOIN documents d ON d.item_key = n.item_key AND ${byTitle}`,
          `${columns('place')} FROM own CROSS JOIN relations r ON r.item_key = own.item_key
            CROSS JOIN items t ON t.canonical_key = r.target_key CROSS JOIN documents d ON d.item_key = t.key`,
          `${columns('place')} FROM own CROSS JOIN relations r ON r.item_key = own.item_key
            CROSS JOIN item_aliases t ON t.alias = r.target_key CROSS JOIN documents d ON d.item_key = t.item_key`,
        ]
      : [
          ...arms.map(
            ({ how, join }) =>
              `${columns(how)} FROM own CROSS JOIN documents d ON d.item_key = own.item_key CROSS JOIN relations r ON ${join}`,
          ),
          `${columns('short')} FROM own CROSS JOIN documents d ON d.item_key = own.item_key
            CROSS JOIN document_short_names n ON n.item_key = d.item_key CROSS JOIN relations r ON r.target_short_key = n.name AND ${byTitle}`,
          `${columns('place')} FROM own CROSS JOIN documents d ON d.item_key = own.item_key
            CROSS JOIN items t ON t.key = d.item_key CROSS JOIN relations r ON r.target_key = t.canonical_key`,
          `${columns('place')} FROM own CROSS JOIN documents d ON d.item_key = own.item_key
            CROSS JOIN item_aliases t ON t.item_key = d.item_key CROSS JOIN relations r ON r.target_key = t.alias`,
        ];
  return parts.map((part) => `${part} WHERE ${ofKind}`).join('\nUNION ALL\n');
}

const ownSql = `
  own AS MATERIALIZED (
    SELECT i.key AS item_key FROM json_each(@ids) wanted CROSS JOIN items i ON i.id = wanted.value WHERE i.kind = 'document' AND ${visible}
  )`;

/** A shortened title counts only where one visible document alone bears it. */
const rivalsSql = `
  SELECT count(*) FROM document_short_names n CROSS JOIN items i ON i.key = n.item_key
  WHERE n.name = r.target_short_key AND n.item_key NOT IN (r.item_key, p.meant_key) AND ${visible}`;

const resolvedSql = (direction: 'to' | 'from') => `
  WITH ${ownSql}, pairs AS (${pairsSql(direction)})
  SELECT p.own_key AS ownKey, self.id AS ownId, i.id AS otherId, p.how, r.kind, r.ordinal, r.evidence, r.confidence,
    r.effective_on AS effectiveOn, r.until_day AS until, r.months, r.target_title AS targetTitle,
    CASE p.how WHEN 'short' THEN (${rivalsSql}) ELSE 0 END AS rivals,
    s.document_number AS number, s.number_key AS speakerNumber, m.number_key AS meantNumber,
    s.kind AS documentKind, s.title, s.issued_on AS issuedOn, s.published_on AS publishedOn,
    s.effective_on AS speakerEffectiveOn, s.repealed_on AS repealedOn, s.stated_status AS statedStatus,
    s.jurisdiction_path AS speakerPath, m.jurisdiction_path AS meantPath
  FROM pairs p
    CROSS JOIN relations r ON r.item_key = p.speaker_key AND r.ordinal = p.ordinal
    CROSS JOIN documents s ON s.item_key = p.speaker_key CROSS JOIN documents m ON m.item_key = p.meant_key
    CROSS JOIN items i ON i.key = ${direction === 'to' ? 'p.meant_key' : 'p.speaker_key'}
    CROSS JOIN items self ON self.key = p.own_key
  WHERE p.speaker_key <> p.meant_key AND ${visible}
  ORDER BY p.own_key, i.id, r.ordinal`;

const sql = { to: resolvedSql('to'), from: resolvedSql('from') };

interface PairRow {
  ownId: string;
  otherId: string;
  how: 'number' | 'title' | 'short' | 'place';
  kind: RelationKind;
  ordinal: number;
  evidence: string;
  confidence: number;
  effectiveOn: string | null;
  until: string | null;
  months: number | null;
  targetTitle: string | null;
  rivals: number;
  number: string | null;
  speakerNumber: string | null;
  meantNumber: string | null;
  documentKind: Effect['by']['kind'];
  title: string;
  issuedOn: string | null;
  publishedOn: string | null;
  speakerEffectiveOn: string | null;
  repealedOn: string | null;
  statedStatus: Effect['by']['statedStatus'];
  speakerPath: string;
  meantPath: string;
}

/** How sure it is that the named document is this one, by the way in which it was found. */
const sureness: Record<PairRow['how'], number> = { number: 1, place: 1, title: 1, short: 0.7 };

function pairs(
  connection: Connection,
  direction: 'to' | 'from',
  ids: string[],
  viewer: Viewer,
  kinds: readonly RelationKind[] | null,
) {
  const rows = connection.all<PairRow>(sql[direction], {
    ids: JSON.stringify(ids),
    kinds: kinds === null ? null : JSON.stringify(kinds),
    ...viewerParameters(viewer),
  });
  return strongest(rows.filter(isMeant));
}

const isEffect = (kind: RelationKind): kind is EffectKind => (effectKinds as readonly RelationKind[]).includes(kind);

/** Found by words, the other must not be another edition under the speaker's own number, nor the namesake of another place. */
function isMeant(row: PairRow): boolean {
  if (row.rivals > 0) return false;
  if (isEffect(row.kind) && row.speakerNumber !== null && row.speakerNumber === row.meantNumber) return false;
  const guarded = row.how === 'short' || (row.how === 'title' && isEffect(row.kind));
  return !guarded || placesAgree(JSON.parse(row.speakerPath), JSON.parse(row.meantPath), row.targetTitle ?? '');
}

const levelOf = (part: string) => (/(?:省|自治区)$/.test(part) ? 0 : /(?:市|自治州|地区|盟)$/.test(part) ? 1 : 2);

/**
 * Two texts are of places that exclude each other when they name different ones of the same level, unless the citation names
 * the place.
 */
export function placesAgree(speaker: string[], meant: string[], citedTitle: string): boolean {
  return meant.every((part) => {
    const own = speaker.find((other) => levelOf(other) === levelOf(part));
    return own === undefined || own === part || citedTitle.includes(part);
  });
}

/** A relation that finds the same document in several ways is one, by the surest way. */
function strongest(rows: PairRow[]): PairRow[] {
  const best = new Map<string, PairRow>();
  for (const row of rows) {
    const key = `${row.ownId} ${row.otherId} ${row.ordinal}`;
    const known = best.get(key);
    if (!known || sureness[row.how] > sureness[known.how]) best.set(key, row);
  }
  return [...best.values()];
}

const sameTextSql = `
  SELECT i.id FROM items self CROSS JOIN versions v ON v.key = self.current_version_key
    CROSS JOIN versions w ON w.content_hash = v.content_hash CROSS JOIN items i ON i.current_version_key = w.key
  WHERE self.id = @id AND i.key <> self.key AND i.kind = 'document' AND ${visible} ORDER BY i.id`;

/** Relations of a document, both ways; those found by words alone are less sure. Includes the same text in another source. */
export function resolvedRelations(connection: Connection, id: string, viewer: Viewer): ResolvedRelation[] {
  const named = (['to', 'from'] as const).flatMap((direction) =>
    unique(
      pairs(connection, direction, [id], viewer, null).map(
        (row): ResolvedRelation => ({
          kind: row.kind,
          direction,
          documentId: row.otherId,
          evidence: row.evidence,
          confidence: round(row.confidence * sureness[row.how]),
          effectiveOn: row.effectiveOn,
          until: row.until,
        }),
      ),
    ),
  );
  const own = connection.get(`SELECT 1 FROM items i WHERE i.id = @id AND ${visible}`, { id, ...viewerParameters(viewer) });
  const twins = own ? connection.all<{ id: string }>(sameTextSql, { id, ...viewerParameters(viewer) }) : [];
  const same = twins.map(
    (twin): ResolvedRelation => ({
      kind: 'same_text',
      direction: 'to',
      documentId: twin.id,
      evidence: '文字完全相同',
      confidence: 1,
      effectiveOn: null,
      until: null,
    }),
  );
  return [...named, ...same];
}

const unique = (relations: ResolvedRelation[]) => [
  ...new Map(relations.map((relation) => [JSON.stringify(relation), relation])).values(),
];

const round = (value: number) => Math.round(value * 1000) / 1000;

/** The views, each with what visible documents say about its validity. */
export function withEffects(connection: Connection, views: DocumentView[], viewer: Viewer): DocumentView[] {
  if (views.length === 0) return views;
  const byId = new Map(views.map((view) => [view.document.id, view]));
  const effects = new Map<string, Effect[]>();
  for (const row of pairs(connection, 'from', [...byId.keys()], viewer, effectKinds)) {
    const effect = effectOf(row);
    const target = byId.get(row.ownId)?.document;
    if (!target || (row.how !== 'number' && !canConcern(target, effect))) continue;
    effects.set(row.ownId, [...(effects.get(row.ownId) ?? []), effect]);
  }
  return views.map((view) => {
    const found = effects.get(view.document.id);
    return found ? { ...view, document: { ...view.document, effects: found } } : view;
  });
}

function effectOf(row: PairRow): Effect {
  return {
    kind: row.kind as EffectKind,
    effectiveOn: row.effectiveOn,
    until: row.until,
    months: row.months,
    evidence: row.evidence,
    confidence: round(row.confidence * sureness[row.how]),
    by: {
      documentId: row.otherId,
      title: row.title,
      documentNumber: row.number,
      kind: row.documentKind,
      issuedOn: row.issuedOn,
      publishedOn: row.publishedOn,
      effectiveOn: row.speakerEffectiveOn,
      repealedOn: row.repealedOn,
      statedStatus: row.statedStatus,
    },
  };
}
