import { buttonHtml } from './button.ts';
import { type Content, type Html, tag } from './html.ts';

/** What a server shows around a talk's page. */
export type Hosted = {
  /** The talk's ID there. */
  readonly id: string;
  /** Addresses of script and styles. */
  readonly script: string;
  readonly styles: readonly string[];
  readonly words: HostedWords;
  readonly files: readonly HostedFile[];
  /** Where all of them are to be had at once. */
  readonly archive: string;
};

type HostedFile = {
  readonly name: string;
  readonly href: string;
  /** In bytes. */
  readonly size: number;
};

type HostedWords = {
  readonly library: string;
  readonly edit: string;
  readonly files: string;
  readonly all: string;
};

/** Leads back to all talks, and lets the page be edited. */
export function hostedBar({ words }: Hosted): Html[] {
  return [
    tag('a', { class: 'home', href: '/', 'aria-label': words.library, title: words.library }, '⌂'),
    buttonHtml('✎', { id: 'edit', label: words.edit }),
  ];
}

/** Everything there is to take along. */
export function hostedFiles({ words, files, archive }: Hosted): Content {
  const items = files.map(({ name, href, size }) =>
    tag('li', {}, [tag('a', { href, download: name }, name), ' ', tag('small', {}, sizeOf(size))]),
  );
  return [
    tag('p', {}, tag('a', { class: 'all', href: archive }, words.all)),
    tag('ul', { class: 'files' }, items),
  ];
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
