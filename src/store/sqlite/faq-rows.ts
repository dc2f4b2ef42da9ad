import type { FaqEntry } from '../../domain/faq.ts';
import type { FaqView } from '../contract.ts';
import type { Connection } from './connection.ts';
import { basisKeys } from './lookup-keys.ts';
import { type GovernanceRow, governanceColumns, governanceOf, type Stored } from './rows.ts';
import { visible } from './visibility.ts';

/** The alias `i` inside is the document that the entry rests on. */
const visibleBasis = `AND EXISTS (SELECT 1 FROM items i WHERE i.id = b.document_id AND ${visible})`;

/** The unit of an entry: the one chosen at the desk, else the one whose name a list gave. Needs the alias `q`. */
export const unitOfEntry = 'coalesce(q.unit_id, (SELECT u.id FROM units u WHERE u.name = q.unit))';

/** Needs the aliases `i` and `q`. */
const columns = (basisCondition: string) => `${governanceColumns},
  q.question, q.answer, q.script, q.internal_note AS internalNote, q.conditions, q.materials, q.steps, q.contact,
  q.service_link AS serviceLink, q.unit, ${unitOfEntry} AS unitId, q.region, q.tags, q.topic, q.channels, q.legal_basis AS legalBasis,
  (SELECT json_group_array(question ORDER BY ordinal) FROM faq_similar_questions WHERE item_key = i.key) AS similarQuestions,
  (SELECT json_group_array(json_object('documentId', b.document_id, 'clauseId', b.clause_id, 'label', b.label,
    'textHash', b.text_hash) ORDER BY b.ordinal) FROM faq_basis b WHERE b.item_key = q.item_key ${basisCondition}) AS basis`;

/** As a viewer reads it: a basis in a document that it may not see is not there. Needs the parameters of `visible`. */
export const faqColumns = columns(visibleBasis);
/** As staff read it: all of it. */
export const staffFaqColumns = columns('');

export interface FaqRow
  extends GovernanceRow,
    Stored<
      Omit<FaqEntry, 'id' | 'sourceId' | 'canonicalKey' | 'serviceLink'>,
      'similarQuestions' | 'tags' | 'channels' | 'legalBasis' | 'basis'
    > {
  serviceLink: string | null;
}

/** Without 口径 and internal note unless `deskFields`. */
export function faqViewOf(row: FaqRow, deskFields: boolean): FaqView {
  const entry: FaqEntry = {
    id: row.id,
    sourceId: row.sourceId,
    canonicalKey: row.canonicalKey,
    question: row.question,
    similarQuestions: JSON.parse(row.similarQuestions),
    answer: row.answer,
    script: deskFields ? row.script : null,
    internalNote: deskFields ? row.internalNote : null,
    conditions: row.conditions,
    materials: row.materials,
    steps: row.steps,
    contact: row.contact,
    serviceLink: row.serviceLink === null ? null : JSON.parse(row.serviceLink),
    unit: row.unit,
    unitId: row.unitId,
    region: row.region,
    tags: JSON.parse(row.tags),
    topic: row.topic,
    channels: JSON.parse(row.channels),
    legalBasis: JSON.parse(row.legalBasis),
    basis: JSON.parse(row.basis),
  };
  return { entry, governance: governanceOf(row), versionId: row.versionId };
}

/** Writes the entry of the item `key` anew. Runs inside the transaction of `apply`. */
export function putFaqRow(connection: Connection, key: number, entry: FaqEntry): void {
  connection.run('DELETE FROM faq_entries WHERE item_key = @key', { key });
  connection.run(
    `INSERT INTO faq_entries (item_key, question, answer, script, internal_note, conditions, materials, steps, contact,
      service_link, unit, unit_id, region, tags, topic, channels, legal_basis, look_text)
      VALUES (@key, @question, @answer, @script, @internalNote, @conditions, @materials, @steps, @contact,
      @serviceLink, @unit, @unitId, @region, @tags, @topic, @channels, @legalBasis, @lookText)`,
    {
      ...entry,
      key,
      serviceLink: entry.serviceLink ? JSON.stringify(entry.serviceLink) : null,
      tags: JSON.stringify(entry.tags),
      channels: JSON.stringify(entry.channels),
      legalBasis: JSON.stringify(entry.legalBasis),
      lookText: lookTextOf(entry),
    },
  );
  entry.similarQuestions.forEach((question, ordinal) => {
    connection.run('INSERT INTO faq_similar_questions VALUES (@key, @ordinal, @question)', { key, ordinal, question });
  });
  for (const basisKey of basisKeys(entry.legalBasis)) {
    connection.run('INSERT INTO faq_basis_keys VALUES (@key, @basisKey)', { key, basisKey });
  }
  entry.basis.forEach((basis, ordinal) => {
    connection.run('INSERT INTO faq_basis VALUES (@key, @ordinal, @documentId, @clauseId, @label, @textHash)', {
      ...basis,
      key,
      ordinal,
    });
  });
}

/** What staff look for words in, in small letters. */
const lookTextOf = ({ question, similarQuestions, answer, script, tags, legalBasis, basis }: FaqEntry) =>
  [question, ...similarQuestions, answer, script ?? '', ...tags, ...legalBasis, ...basis.map(({ label }) => label)]
    .join('\n')
    .toLowerCase();
