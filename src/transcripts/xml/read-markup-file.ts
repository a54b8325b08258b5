import { AppError } from '../../base/errors.ts';
import type { Draft } from '../cues/draft.ts';
import { isCaptionXml, readCaptionXml } from './caption-xml.ts';

/** What stands before the first element. */
const PROLOGUE = /^(?:<\?xml[^>]{0,200}\?>|<!--[^]{0,2000}?-->|\s)*/i;
const PAGE = /^<!doctype html|^<(?:html|head|body|table|thead|tbody|tr|div)[\s>]/i;
/** Captions that are kept elsewhere, and the projects of editing programs. */
const OTHER_XML = /^<(?:smil|fcpxml|xmeml|!doctype (?:fcpxml|xmeml))[\s>]/i;

/**
 * Reads captions in XML; `undefined` for a text that is none. Throws FILE_WEB_PAGE and CAPTIONS_XML for pages and
 * XML without captions: read as text, their tags would be the talk.
 */
export function readMarkupFile(text: string, path: string): Draft | undefined {
  const head = text.slice(0, 10_000).trimStart();
  if (isCaptionXml(head)) {
    const draft = readCaptionXml(text);
    // Other XML may begin alike.
    if (draft.cues.length > 0) return draft;
    throw new AppError('CAPTIONS_XML', { path });
  }
  const start = head.replace(PROLOGUE, '').slice(0, 200);
  if (PAGE.test(start)) throw new AppError('FILE_WEB_PAGE', { path });
  // SAMI is no XML, whatever stands above it.
  const isOther = head.startsWith('<?xml') && !/^<sami/i.test(start);
  if (OTHER_XML.test(start) || isOther) throw new AppError('CAPTIONS_XML', { path });
  return undefined;
}
