import type { Draft } from '../cues/draft.ts';
import { readEvents } from '../json/youtube.ts';
import { decodeEntities } from '../markup/entities.ts';
import { readTtml } from './ttml.ts';
import { attribute, childrenOf, readXml, textOf, type Element } from './xml.ts';

/** What stands at the top of a file of captions in XML. */
const ROOT =
  /^(?:<\?xml[^>]{0,200}\?>|<!--[^]{0,2000}?-->|\s)*<(?:tt:)?(tt|timedtext|transcript)[\s>]/i;

/** Whether a text is TTML or one of YouTube's forms of XML. */
export function isCaptionXml(head: string): boolean {
  return ROOT.test(head.slice(0, 10_000));
}

/** Reads such a text: TTML, or what YouTube calls srv1, srv2 and srv3. It may have no cues. */
export function readCaptionXml(text: string): Draft {
  const root = childrenOf(readXml(text)).find(({ name }) =>
    ['tt', 'timedtext', 'transcript'].includes(name),
  );
  if (root === undefined) return { cues: [], timed: true };
  return root.name === 'tt' ? readTtml(root) : readEvents(eventsIn(root));
}

/** The events of YouTube's forms: `p` with words `s` under a body, or texts right under the root, srv1's in seconds. */
function eventsIn(root: Element): object[] {
  const inside = childrenOf(root);
  return [...inside, ...inside.flatMap(childrenOf)]
    .filter(({ name }) => name === 'p' || name === 'text')
    .map((each) => ({
      tStartMs: attribute(each, 't') ?? inMs(attribute(each, 'start')),
      dDurationMs: attribute(each, 'd') ?? inMs(attribute(each, 'dur')),
      segs: each.content.map((part) => ({
        utf8: textOf([part], decodeEntities),
        tOffsetMs: typeof part === 'string' ? undefined : attribute(part, 't'),
      })),
    }));
}

function inMs(seconds: string | undefined): number | undefined {
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
