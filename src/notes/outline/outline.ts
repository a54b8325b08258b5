import type { ChatEvent } from '../../llm/chat-model.ts';
import { isAboutOneRequest } from '../../llm/failures/model-error.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Seconds } from '../../model/time.ts';
import { estimateTokens } from '../../text/tokens.ts';
import { type AnsweredClaim, OutlineAnswer } from '../asking/answers.ts';
import { askNote, inScript } from '../asking/ask-note.ts';
import type { NoteTools } from '../asking/desk.ts';
import { outlinePrompt, pointsPrompt } from '../asking/prompt.ts';
import { answerTokens, MOST_POINTS_TOKENS, roomForLines, roomForSection } from '../asking/room.ts';
import { joinOutlines, type WindowOutline } from './join-outlines.ts';
import { type Range } from './range.ts';
import { coverTalk, isTooLong, LONGEST_SECTION, sectionCounts, splitLong } from './ranges.ts';
import { readSections } from './read-sections.ts';
import { cutWindows, type TalkWindow } from './windows.ts';

/** The shape of a note before its points are written. */
export type Outline = {
  readonly title: string;
  readonly summary: readonly AnsweredClaim[];
  /** Sections that cover the talk exactly. */
  readonly ranges: readonly Range[];
};

/** The talk goes in whole when it takes up to this share of the window, as a ratio. */
const WHOLE_SHARE = 0.6;
/** ... else in windows of this share at most. */
const WINDOW_SHARE = 0.5;
/** The longest useful outline, in tokens. */
const MOST_TOKENS = 4000;
const EXPECT_TOKENS = 1600;
/** The whole note waits for it. */
const OUTLINE_URGENCY = 2;
/** A refused window of fewer lines is not cut again. */
const FEWEST_LINES = 40;
/** Tokens of the titles shown with a section, about. */
const TITLES_TOKENS = 400;

/**
 * Makes the outline over the whole talk, in windows where the model cannot hold it at once. What was
 * not really said is not shown to the model, but stands in a section all the same. `sketch` is told the sections
 * before the summary is written, where one request gives both; the outline may still come out otherwise.
 */
export async function* makeOutline(
  sentences: readonly Sentence[],
  tools: NoteTools,
  sketch: (outline: Outline) => void = () => undefined,
): AsyncGenerator<ChatEvent, Outline> {
  const spoken = sentences.filter((sentence) => !sentence.doubt);
  const found: WindowOutline[] = [];
  const tokens = sizesOf(spoken, tools);
  const longest = longestSection(spoken, tokens, tools);
  const windows = windowsOf(spoken, tokens, tools);
  const tell = ({ title, sections }: OutlineAnswer): void => {
    const ranges = coverTalk(sections, sentences);
    // What is to be divided yet is not worked on.
    if (ranges.some((range) => isTooLong(range, sentences, longest))) return;
    sketch({ title, summary: [], ranges });
  };
  for (const window of windows) {
    found.push(...(yield* outlineWindow(window, tools, windows.length === 1 ? tell : undefined)));
  }
  const [only] = found;
  const { title, summary, ranges } =
    found.length === 1 && only
      ? { title: only.answer.title, summary: only.answer.tldr, ranges: only.answer.sections }
      : yield* joinOutlines(found, tools);
  const divided = yield* divideLong(coverTalk(ranges, sentences), sentences, tools);
  return { title, summary, ranges: splitLong(divided, sentences, longest) };
}

/** Asks what subjects a section has that is too long for one; what is only too long for the model is cut later. */
async function* divideLong(
  ranges: readonly Range[],
  sentences: readonly Sentence[],
  tools: NoteTools,
): AsyncGenerator<ChatEvent, Range[]> {
  // About a talk without sections it would be the same question again.
  if (ranges.length === 1) return [...ranges];
  const divided: Range[] = [];
  for (const range of ranges) {
    const parts = isTooLong(range, sentences, LONGEST_SECTION)
      ? yield* subjectsOf(range, sentences, tools)
      : [];
    divided.push(...(parts.length > 1 ? parts : [range]));
  }
  return divided;
}

async function* subjectsOf(
  { from, to }: Range,
  sentences: readonly Sentence[],
  tools: NoteTools,
): AsyncGenerator<ChatEvent, Range[]> {
  const own = sentences.filter(({ id }) => id >= from && id <= to);
  const spoken = own.filter(({ doubt }) => !doubt);
  const found = yield* outlineWindow({ sentences: spoken, from, to }, tools);
  return coverTalk(
    found.flatMap(({ answer }) => answer.sections),
    own,
  );
}

/** Asks for a window's outline; one that is refused or cannot be used is cut in two and asked again. */
async function* outlineWindow(
  window: TalkWindow,
  tools: NoteTools,
  tell: (answer: OutlineAnswer) => void = () => undefined,
): AsyncGenerator<ChatEvent, WindowOutline[]> {
  const { sentences, from, to } = window;
  const { model, signal } = tools;
  const duration = (sentences.at(-1)?.end ?? 0) - (sentences[0]?.start ?? 0);
  const user = outlinePrompt(sentences, tools.briefFor(sentences), sectionCounts(duration));
  const maxTokens = answerTokens(model.info, MOST_TOKENS);
  const request = {
    task: 'outline',
    user,
    maxTokens,
    expectTokens: EXPECT_TOKENS,
    urgency: OUTLINE_URGENCY,
    signal,
  };
  try {
    const asking = askNote(tools, request, OutlineAnswer);
    const answer = yield* readSections(asking, async (first) =>
      tell(OutlineAnswer.parse(await inScript(first, tools.script))),
    );
    return [{ answer, from, to }];
  } catch (error) {
    if (!isAboutOneRequest(error)) throw error;
    const halves = halvesOf(window);
    if (!halves) return [{ answer: { title: '', tldr: [], sections: [] }, from, to }];
    const found: WindowOutline[] = [];
    for (const half of halves) found.push(...(yield* outlineWindow(half, tools)));
    return found;
  }
}

/** The halves of the stretch a window speaks for; `undefined` when it is too short to be cut. */
function halvesOf({ sentences, from, to }: TalkWindow): TalkWindow[] | undefined {
  const own = sentences.filter(({ id }) => id >= from && id <= to);
  if (own.length < FEWEST_LINES) return undefined;
  const middle = Math.floor(own.length / 2);
  const cut = own[middle]?.id ?? to;
  return [
    { sentences: own.slice(0, middle), from, to: cut - 1 },
    { sentences: own.slice(middle), from: cut, to },
  ];
}

/** The sizes of the lines as they are shown, in tokens; `12|` takes about three. */
function sizesOf(spoken: readonly Sentence[], { model }: NoteTools): number[] {
  return spoken.map(
    ({ text, corrected }) => estimateTokens(corrected ?? text, model.info.family) + MARK_TOKENS,
  );
}
const MARK_TOKENS = 3;

function windowsOf(
  spoken: readonly Sentence[],
  tokens: readonly number[],
  { model, brief }: NoteTools,
): TalkWindow[] {
  const { info } = model;
  const total = tokens.reduce((sum, each) => sum + each, 0);
  const prompt = outlinePrompt([], brief, sectionCounts(0));
  const room = roomForLines(info, prompt, answerTokens(info, MOST_TOKENS));
  const isWhole = total <= Math.min(WHOLE_SHARE * info.window, room);
  return cutWindows(
    spoken,
    tokens,
    isWhole ? Infinity : Math.min(WINDOW_SHARE * info.window, room),
  );
}

/** The longest section whose lines still fit a request for its points, in seconds. */
function longestSection(
  spoken: readonly Sentence[],
  tokens: readonly number[],
  { model, brief }: NoteTools,
): Seconds {
  const { info } = model;
  const prompt = pointsPrompt({ sentences: [], titles: [], index: 0, least: 0, most: 0 }, brief);
  const answer = answerTokens(info, MOST_POINTS_TOKENS) + TITLES_TOKENS;
  const share =
    roomForSection(info, prompt, answer) / tokens.reduce((sum, each) => sum + each, MARK_TOKENS);
  return Math.min(LONGEST_SECTION, share * ((spoken.at(-1)?.end ?? 0) - (spoken[0]?.start ?? 0)));
}
