import { askedTerms, searchTerms } from '../text/search-terms.ts';
import type { Database } from './database/database.ts';
import { keptJson } from './database/kept-text.ts';

/** A piece of text that can be found. */
export type Passage = {
  readonly kind: 'source' | 'translation' | 'note' | 'title';
  readonly text: string;
  /** The sentence it is, or the first it rests on. */
  readonly sentence?: number | undefined;
  /** Where that is said, in seconds. */
  readonly time?: number | undefined;
};

/** A passage that was found. */
export type FoundPassage = Passage & { readonly talk: string; readonly title: string };

/** Written at once, as a count: each statement keeps the embedded database, and with it the process, busy. */
const BATCH = 200;
/** Passages that are put in order by how well they fit; a common word is in more, and their order means little. */
const RANKED = 2000;

/** Everything that was said, translated and noted, to be searched in. */
export class Passages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Puts the passages of a talk in place of those there were. */
  async put(talk: string, passages: readonly Passage[]): Promise<void> {
    await this.#database.query('delete from talkleaf.passage where talk = $1', [talk]);
    for (let at = 0; at < passages.length; at += BATCH) {
      const rows = passages.slice(at, at + BATCH).map((passage) => ({
        ...passage,
        terms: vectorOf(passage.text),
      }));
      await this.#database.query(
        `insert into talkleaf.passage (talk, kind, sentence, time, text, terms)
         select $1, kind, sentence, time, text, terms::tsvector
         from jsonb_to_recordset($2::jsonb)
           as given(kind text, sentence int, time float8, text text, terms text)`,
        [talk, keptJson(rows)],
      );
    }
  }

  /** Finds passages that have all that is asked for, those that fit best first. */
  async find(query: string, limit: number): Promise<FoundPassage[]> {
    const asked = queryOf(query);
    if (asked === '') return [];
    const rows = await this.#database.query(
      `select found.kind, found.sentence, found.time, found.text, talk.id, talk.title
       from (select * from talkleaf.passage where terms @@ $1::tsquery limit ${RANKED}) as found
       join talkleaf.talk on talk.id = found.talk
       order by ts_rank_cd(found.terms, $1::tsquery) desc, talk.created desc, talk.id, found.sentence
       limit $2`,
      [asked, limit],
    );
    return rows.map((row) => ({
      talk: String(row['id']),
      title: String(row['title']),
      kind: KINDS.find((kind) => kind === row['kind']) ?? 'source',
      text: String(row['text']),
      ...(typeof row['sentence'] === 'number' && { sentence: row['sentence'] }),
      ...(typeof row['time'] === 'number' && { time: row['time'] }),
    }));
  }
}

const KINDS = ['source', 'translation', 'note', 'title'] as const;

/** PostgreSQL takes no later place. */
const LAST_PLACE = 16_383;

/** The terms of a text as PostgreSQL writes them; they are letters and figures alone, so none needs more than quotes. */
function vectorOf(text: string): string {
  return searchTerms(text)
    .map(({ term, place }) => `'${term}':${Math.min(place, LAST_PLACE)}`)
    .join(' ');
}

function queryOf(query: string): string {
  return askedTerms(query)
    .map(({ sequence, isOpen }) =>
      sequence.map((term) => `'${term}'${isOpen ? ':*' : ''}`).join(' <-> '),
    )
    .map((part) => `(${part})`)
    .join(' & ');
}
