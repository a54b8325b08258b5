/** Measures speed, tokens, own cost and start-up; prints a table and writes docs/measurements.md. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import process from 'node:process';

import { measureChecks } from './bench/checks.ts';
import { measureCutting } from './bench/cutting.ts';
import { measureFaults } from './bench/faults.ts';
import { measureHearing } from './bench/hearing.ts';
import { measureLocalModels } from './bench/local-models.ts';
import { measureNote } from './bench/note.ts';
import { measureOwnCost } from './bench/own-cost.ts';
import { measureRealSpeech } from './bench/real-speech.ts';
import { measureSentences } from './bench/sentences.ts';
import { measureSpeed } from './bench/speed.ts';
import { measureStart } from './bench/start.ts';
import { measureSubtitles } from './bench/subtitles.ts';
import { tableOf } from './bench/table.ts';
import { measureWeb } from './bench/web.ts';

const MACHINE = `The figures are of the last run, on Node ${process.versions.node} with ${cpus().length} cores
(${cpus()[0]?.model.trim() ?? 'unknown'}). Times on a shared machine swing; compare the ratios.`;

const PAGES = {
  core: {
    path: 'docs/measurements.md',
    measure: async () => [
      ...(await measureStart()),
      ...(await measureOwnCost()),
      ...(await measureSpeed()),
      ...(await measureNote()),
    ],
    text: `# Measurements

Written by \`npm run bench\`. ${MACHINE}

The talk is made of the parallel text of the tests: about 450 sentences and 11,600 tokens an hour. The
provider is simulated over real HTTP: 0.6 s to the first token, 80 tokens a second and stream, 8 streams, no
faults. Own cost is that of the whole command (start, reading, sentences, requests, checks, files), the provider
answering at once from another process; medians of 3 runs, of start-up 11.

Translation and note stay above 1.1 of their longest chain here: all requests fill 8 streams for 1.09 of it even if none is
ever idle, and on top of that come the verdicts on the last points, for which nothing is left to be asked beside them.

The points of a note were whole sentences before: in the sample 12 points of 35 characters in the median. For a real talk
of eleven minutes, answered by hand to the program's own requests, 4 sections with 21 points of 48 characters became 8 with
34 of 15, and 19 sub-points of 35 became 24 of 16.`,
  },
  faults: {
    path: 'docs/measurements-faults.md',
    measure: measureFaults,
    text: `# Measurements on a server that stumbles

Written by \`npm run bench -- faults\`. ${MACHINE}

The talk is made of the parallel text of the tests: an hour, 450 lines, 11,200 tokens. The server speaks over real HTTP, waits
0.6 s and writes 80 tokens a second and stream; what comes while all its streams are taken is refused with a 429
(\`scripts/bench/faults/provider.ts\`). It knows the right answer to everything. With faults, three answers of ten go wrong by
chance, each of these as often: refused with 429, 500 or 529, connection broken before the answer, no answer at all, silence in
the middle, connection broken in the middle, an end in the middle, no content, and wrong content, which counts threefold: a line
left out, two run together with all behind them moved up, a line twice, a fence and a remark; half of the JSON
(\`faults/mistakes.ts\`). The same seeds give the same chances. Every line is known by its right translation: one without it
is missing, one with that of another line is misplaced (\`faults/count.ts\`). Runs go on five at a time, each against a server of
its own. \`node build/scripts/bench/faults/serve.js\` serves the same to other programs, and counts what they made of it.

## Other programs

Run once by hand on 30 November 2026, each against such a server of its own with 8 streams; other work shared the two cores,
but all of them mostly wait. Settings are the programs' defaults but for what is said. Without faults each ran once, and no
line was missing or misplaced; with faults it ran with the seeds 1, 2 and 3, whose times and missing lines (of 450) stand in
this order. Runs that did not end were stopped, and their missing lines not counted.

| program | no faults | 30 % faults | lines missing | misplaced |
| --- | --- | --- | --- | --- |
| VideoCaptioner 1.4.2: 20 lines, 4 at once | 64 s | 640, 79, 657 s | 40, 40, 20 | 0 |
| … 8 at once | 36 s | 631, 56, 639 s | 40, 40, 20 | 0 |
| SmartSub 27459b3: 10 lines, 1 at once, no retry | 448 s | over 1500, 490, over 1500 s | -, 40, - | 0 |
| … 8 at once | 60 s | 674, 70, 641 s | 50, 40, 10 | 0 |
| … 8 at once, 3 retries | not run | 667, 79, 651 s | 0, 0, 0 | 0 |
| openlrc 1.6.3: 30 lines, 1 at once | 355 s | over 1500, 473, 1050 s | -, 0, 0 | 0 |
| PySubtrans 1.7.3 (llm-subtrans): 10 lines, 1 at once | 359 s | over 650, 398, over 650 s | -, 31, - | 4 |

Hardly a line is in another's place: all of them check what comes back. Two lose nothing where they end: openlrc, which halves
what fails, and SmartSub with retries, which has each line given back beside its translation. What costs time is an answer
that never comes: the first three wait ten minutes for it, PySubtrans five. VideoCaptioner is the fastest; where requests
failed it leaves the English, warns in passing, and ends as if all were well. SmartSub writes the failure in the line's place.
PySubtrans breaks off at a broken connection and was started again each time: for seed 2 it ended at the fourth start, with
31 lines left out of its file; for seeds 1 and 3 it was stopped at the fourth and third. Its times are those of all starts;
the 4 misplaced lines stood in the file of seed 3 as far as it had come.

VideoCaptioner ran as \`videocaptioner subtitle hour.srt --translator llm --target-language zh-Hans --no-optimize --no-split
--layout target-only\`, with openai 2.54: with 3.57, which its package lets in, it does not start. SmartSub's translating
module was called from Node without its window, as a custom OpenAI server with its default prompt; openlrc's
\`LLMTranslator\` and PySubtrans' project from Python, the latter going on from its project file as llm-subtrans' window does.
None of them asks for a stream, so that silence or an end in the middle is a broken connection for them. The gaps of this talk
are all alike, which does not suit what cuts at the widest: PySubtrans made 35 batches of 10 lines and one of 100, and openlrc
was given no times; its tokens were estimated. Cues are known by the times they begin at.

## Talkleaf`,
  },
  hearing: {
    path: 'docs/measurements-hearing.md',
    measure: measureHearing,
    text: `# Measurements of hearing

Written by \`npm run bench -- hearing\`. ${MACHINE}

The talk is the sample, repeated to ten minutes. The model is \`mini-ctc-heavy\`, whose decoding costs what a
real model's does. The bare engine is a ten-line script that gives sherpa-onnx the windows that Talkleaf cuts,
with as many threads; runs alternate. The provider is simulated over real HTTP: 0.6 s to the first token, 80
tokens a second and stream, 8 streams.`,
  },
  'real-speech': {
    path: 'docs/measurements-real-speech.md',
    measure: measureRealSpeech,
    text: `# Measurements of hearing real speech

Written by \`npm run bench -- real-speech --weights DIR --recordings DIR\`. ${MACHINE}

Whisper base: for Talkleaf and for the bare sherpa-onnx as a folder of that project, in int8 and in f32; for faster-whisper
1.2.1 in int8 (greedy, with its voice activity detection); for whisper.cpp 1.9.1 as a ggml file. Times are those of whole
commands with two threads, loading included; only sherpa-onnx alone is given windows that were cut before, and whisper-cli
alone hears the recording once as it is and once those windows in one file, without the pauses between. Words are compared
without capitals and marks, Chinese by characters in simplified writing; "fewer" is by how many less was heard than was said.
With \`--few PATTERN\` the ways that take long hear only the recordings whose names fit.

\`people\`: three recordings of readers and actors, nine times over at five speeds, some with noise, some at a fifth of the
loudness, with pauses up to 12 s and tones between them. \`rms\`, \`slt\`, \`awb\`, \`kal16\`: lectures read by four voices
of flite, 26 minutes. \`zh\`: 53 s of Mandarin. \`esen\`: Spanish and English in turn. \`-opus\`: the same through Opus at
32 kbit/s. \`-words\`: three minutes of each voice whose words' times are known (\`flite -psdur\`): how far from them its
sentences begin and end.

Single figures jump by some percent from one encoding to another, and faster-whisper's from run to run, for it draws lots
where it is in doubt: over three runs of other recordings it had 648 wrong of the PCM half in the median of each recording, and 767 of the other.
Look at the sums.`,
  },
  cutting: {
    path: 'docs/measurements-cutting.md',
    measure: measureCutting,
    text: `# Measurements of cutting

Written by \`npm run bench -- cutting\`. ${MACHINE}

Half an hour of H.264 in 720p, made of one minute over and over, a key frame every 8.3 s. Runs alternate. A smart cut
encodes what lies between an edge and the next key frame, so the shorter what is kept, the less it saves.`,
  },
  checks: {
    path: 'docs/measurements-checks.md',
    measure: measureChecks,
    text: `# Measurements of the checks of a translation

Written by \`npm run bench -- checks\`. Right are the parallel text of the tests and pairs written for this
(\`test/fixtures/pairs/\`), of talks of many kinds. They are translated in runs by a model that gives these answers, and
gives them again whenever it is asked: what is marked then stays marked for the reader; what is asked again costs a
request. Of each kind of wrong answer one is put into a run at a time. No terms are known, as in a run without a context.

Talks are in three parts. What was missed when the checks were last improved was looked at in half of them, chosen by a hash of
their text ("fitted to"); of the other half only right lines that were doubted ("kept apart"). The talks "unseen" were written before that, with a wrong
answer by hand beside each right one, and nothing was changed for their sake. Read blind by the checks as they were then, 22
of 42 other numbers, 26 of 46 parts left out and 3 of 44 answers that say something else were noticed; of the 132 right lines none
was marked, 3 were asked again. At that time 98 % and 95 % of changed numbers were noticed in the two halves (apart; fitted to),
84 % and 86 % of second halves, 95 % and 94 % of answers of another line, 82 % and 74 % of exchanges with a neighbour.

What is still missed has nothing to be told by: a short line of the right length without a figure, a name or a frequent word.`,
  },
  sentences: {
    path: 'docs/measurements-sentences.md',
    measure: measureSentences,
    text: `# Measurements of finding sentences

Written by \`npm run bench -- sentences\`. ${MACHINE}

Talks of our own (\`test/fixtures/talks/\` and the parallel text of the tests), none of which anything was fitted on.
Marks and capitals are taken away, and what is left is cut into captions of eight words (14 Chinese characters), one
right after the other or with pauses after sentences and, now and then, inside them. Right are the sentences that are
found with the marks; F1 of their ends, the mean over the talks. The model that answers rightly gives each part it is
shown as it was written; with one word in twenty changed, words are left out, added, replaced or misspelt, which is
asked again in smaller pieces and spoilt again.`,
  },
  subtitles: {
    path: 'docs/measurements-subtitles.md',
    measure: measureSubtitles,
    text: `# Measurements of subtitles

Written by \`npm run bench -- subtitles\`. The parallel text of the tests is laid out at the speed of fluent speech, without
a pause between sentences, which is harder than a talk. A cut counts as being at a clause where both languages have a mark
there, or a word that begins a clause. Cues are kept as the file has them; those of the parallel text are captions of one
line. "With nothing left to say" are cues in which "…" stands.

Two real talks with right translations were measured once by hand, before cues were cut at clauses of both languages
(as many in both, of like width, one line each) and after that:

| | a lecture, before | after | a conference talk without marks, before | after |
| --- | --- | --- | --- | --- |
| sentences; cues | 143; 375 | 143; 229 | 81; 387 | 81; 243 |
| median length | 1.8 s | 2.8 s | 2.6 s | 4.0 s |
| under 1 s; under 1.2 s | 3.2 %; 9.6 % | 0 %; 0.9 % | 3.9 %; 4.1 % | 0.8 %; 1.6 % |
| of 2 to 6 s | 21.9 % | 84.7 % | 90.2 % | 90.1 % |
| characters a second, medians | 18.7; 6.0 | 18.3; 6.0 | 13.6; 4.4 | 13.4; 4.3 |
| cuts inside sentences; at a clause in both languages | 232; 31.0 % | 90; 75.6 % | 306; 14.4 % | 167; 45.5 % |
| cues whose halves belong together, of the first 100 | 37 | 77 | | |

The last line was counted by reading the first hundred cues of the lecture: two halves belong together when each thing that
one of them says is said in the other; a lone "the" or "to" at an end was let pass, a noun or a verb was not. With its own
226 cues kept, 88 of the first hundred do; those that do not are cut where the translation has another order, or no place
for a cut at all. The times of the conference talk are made from its words; what is under a second there is a heading among
web addresses.`,
  },
  'local-models': {
    path: 'docs/measurements-local-models.md',
    measure: measureLocalModels,
    text: `# Measurements of models on this machine

Written by \`npm run bench -- local-models --weights DIR --llama-server FILE --talks FILE --talks FILE\`. ${MACHINE}

Two small models that can be had from package registries, both far below what Talkleaf recommends: SmolLM2 135M, instructed,
knows English alone; Gemma 3 270M is a base model that follows nothing. They show that the wires hold, and that nothing wrong is
passed off as right; not what a good model does. The server is llama.cpp's own, built from the source that comes with the
engine, with as many threads; requests of 8 lines with a grammar of their IDs go to both in turn. A line counts as refused when no
acceptable answer could be had, as marked when it stands there with a reason for doubt.`,
  },
  web: {
    path: 'docs/measurements-web.md',
    measure: measureWeb,
    text: `# Measurements of the web server

Written by \`npm run bench -- web\`. ${MACHINE}

The server is the built command in a process of its own with its embedded database; but for search, which is asked of a
server in the process of the measurement. Starts and loads of the page are medians of 5, each start in a new folder, each load
in a new window of Chromium without a cache. The page is that of a talk of three hours, made of the parallel text of the
tests, with a note of 30 sections and 720 points and sub-points, beside a recording of silence. A sentence is clicked over and
over from the beginning; the click is answered when the recording stands at it. Scrolled are 120 pixels a frame, which is a
wheel turned hard, from top to bottom. A long task is one of over 50 ms, by the browser's own count.

Talks that are searched have sentences put together of halves from the same text and of 20,000 made-up names, the first of which
are frequent; every second talk is in Chinese. Of a word that is in more than 2,000 sentences, 2,000 are ranked.`,
  },
} as const;

const { path, measure, text } = PAGES[pageNamed(process.argv[2])];
const table = tableOf(await measure());
process.stdout.write(`${table}\n`);
await writeFile(path, `${text}\n\n${table}\n`);

function pageNamed(name = 'core'): keyof typeof PAGES {
  const known = Object.keys(PAGES).find((each): each is keyof typeof PAGES => each === name);
  if (known) return known;
  throw new Error(`There is no measurement "${name}"; there are ${Object.keys(PAGES).join(', ')}.`);
}
