/** How well the sentences of a talk are found when its marks are gone: by rules, and by what answers put in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { drain } from '../../src/base/async.ts';
import { volatileMemory } from '../../src/base/memory.ts';
import type { Cue } from '../../src/model/transcript.ts';
import type { Punctuator } from '../../src/restore/punctuator.ts';
import { restore } from '../../src/restore/restore.ts';
import { SherpaEngine } from '../../src/speech/sherpa/engine/engine.ts';
import { sherpaPunctuation } from '../../src/speech/sherpa/punctuation.ts';
import { toSentences } from '../../src/text/sentences/sentences.ts';
import { bareCaptions, endScore, endsOf } from '../../test/support/bare-captions.ts';
import { PARALLEL } from '../../test/support/parallel.ts';
import { oneWordInTwenty, scriptedPunctuator } from '../../test/support/scripted-punctuator.ts';
import type { Row } from './table.ts';

type WrittenTalk = { readonly language: string; readonly text: string };

const TALKS = 'test/fixtures/talks';

/** F1 of the sentence ends by each way: the mean over the talks of a language. */
export async function measureSentences(): Promise<Row[]> {
  const talks = [...fixtureTalks(), ...parallelTalks()];
  const rows: Row[] = [];
  for (const language of new Set(talks.map((talk) => talk.language))) {
    const texts = talks.filter((talk) => talk.language === language).map(({ text }) => text);
    const what = `${language}, ${texts.length} ${texts.length === 1 ? 'talk' : 'talks'}`;
    const [bare, timed] = [scoresByRules(texts, false), scoresByRules(texts, true)];
    rows.push([`${what}: rules, without pauses`, shown(bare), language === 'en' ? '≥ 0.5' : '']);
    rows.push([`${what}: rules, with pauses`, shown(timed), language === 'en' ? '≥ 0.5' : '']);
    const right = await scoresBy(texts, (text) => scriptedPunctuator(text));
    rows.push([`${what}: a model that answers rightly`, shown(right), '≥ 0.97']);
    const spoilt = await scoresBy(texts, (text) => scriptedPunctuator(text, oneWordInTwenty));
    rows.push([`${what}: one word in twenty of its answers changed`, shown(spoilt), '']);
    const changed = spoilt.reduce((sum, each) => sum + each.changed, 0);
    rows.push([`${what}: … changed words in the text`, String(changed), '0']);
  }
  return [...rows, ...(await measureMiniature())];
}

type Score = { readonly f1: number; readonly changed: number };

function scoresByRules(texts: readonly string[], pauses: boolean): Score[] {
  return texts.map((text) => {
    const { cues, ends } = bareCaptions(text, { pauses });
    return { f1: endScore(foundIn(cues), ends), changed: 0 };
  });
}

async function scoresBy(
  texts: readonly string[],
  punctuatorFor: (text: string) => Punctuator,
): Promise<Score[]> {
  const scores: Score[] = [];
  for (const text of texts) scores.push(await scoreBy(text, punctuatorFor(text)));
  return scores;
}

async function scoreBy(text: string, punctuator: Punctuator): Promise<Score> {
  const { cues, ends } = bareCaptions(text, { pauses: false });
  const talk = { cues, timed: true, warnings: [] };
  const { transcript } = await drain(restore(talk, { punctuator, memory: volatileMemory() }));
  const [before, after] = [cues, transcript.cues].map(wordsOf);
  const changed = before?.filter((word, index) => word !== after?.[index]).length ?? 0;
  return { f1: endScore(foundIn(transcript.cues), ends), changed };
}

function foundIn(cues: readonly Cue[]): Set<number> {
  return endsOf(toSentences(cues).map((sentence) => sentence.text));
}

function wordsOf(cues: readonly Cue[]): string[] {
  return cues
    .flatMap((cue) => cue.text.toLowerCase().split(/\s+/))
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''));
}

/** The real engine with the miniature of its English model, which knows the sample talk alone. */
async function measureMiniature(): Promise<Row[]> {
  const engine = new SherpaEngine();
  try {
    const model = await sherpaPunctuation('test/fixtures/models/mini-punct-en', engine);
    const punctuator: Punctuator = {
      name: model.name,
      concurrency: 1,
      // oxlint-disable-next-line require-yield
      async *punctuate(text) {
        return await model.punctuate(text);
      },
    };
    const score = await scoreBy(readFileSync('sample/talk.txt', 'utf8'), punctuator);
    return [['sample talk: miniature punctuation model, real engine', shown([score]), '≥ 0.97']];
  } finally {
    await engine.stop();
  }
}

function shown(scores: readonly Score[]): string {
  const mean = scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length;
  const least = Math.min(...scores.map(({ f1 }) => f1));
  return scores.length > 1 ? `${mean.toFixed(2)} (least ${least.toFixed(2)})` : mean.toFixed(2);
}

function fixtureTalks(): WrittenTalk[] {
  return readdirSync(TALKS).map((name) => ({
    language: name.split('.').at(-2) ?? '',
    text: readFileSync(join(TALKS, name), 'utf8'),
  }));
}

/** The parallel text of the tests: nine short talks in English and the same in Chinese. */
function parallelTalks(): WrittenTalk[] {
  const sections = [...new Set(PARALLEL.map((pair) => pair.section))];
  return sections.flatMap((section) => {
    const pairs = PARALLEL.filter((pair) => pair.section === section);
    return [
      { language: 'en', text: pairs.map((pair) => pair.en).join(' ') },
      { language: 'zh', text: pairs.map((pair) => pair.zh).join('') },
    ];
  });
}
