import { isUtf8 } from 'node:buffer';

import { utf8Text } from '../../text/characters.ts';

/**
 * What Whisper writes of sounds that are no speech begins so, each also with a blank before it. Its own list
 * (`tokenizer.py`) has more: marks that belong to text, such as colons, quotes and plus signs, which stay.
 */
const NOT_SAID = [
  ...'# ( ) * [ \\ ] ^ _ ` { | } ~'.split(' '),
  ...`<< >> <<< >>> -- --- -( -[ (' (" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪`.split(' '),
];
/** These stand for music; the token of their first bytes alone is enough to be left out. */
const MUSIC = '♩ ♪ ♫ ♬ ♭ ♮ ♯'.split(' ');

/** With so many bytes there is a whole character in them, or damage; in UTF-8 a character has four at most. */
const LONGEST_HALF = 16;

/** Text of some tokens, by their places. */
export type Piece = { readonly text: string; readonly from: number; readonly to: number };

/** Whisper's tokens of text: bytes, so that a character may be shared by several. */
export class Vocabulary {
  /** The bytes of each token, as characters from 0 to 255. */
  readonly #bytes: readonly string[];
  readonly #tokens = new Map<string, number>();

  /** From a table of sherpa-onnx: a token in Base64 and its number on each line. Fails when it is none. */
  constructor(table: string) {
    const bytes: string[] = [];
    for (const line of table.trimEnd().split(/\r?\n/)) {
      const [, base64 = '', number = ''] = /^(\S+)[ \t]+(\d+)\s*$/.exec(line) ?? [];
      if (number === '')
        throw new Error(`tokens.txt has a line that is no token: ${line.slice(0, 40)}`);
      bytes[Number(number)] = Buffer.from(base64, 'base64').toString('latin1');
    }
    this.#bytes = bytes;
    for (const [token, own] of bytes.entries()) {
      if (own && !this.#tokens.has(own)) this.#tokens.set(own, token);
    }
  }

  #tokenOf(text: string): number | undefined {
    return this.#tokens.get(Buffer.from(text).toString('latin1'));
  }

  /** The token of a text, or of as much of its beginning as any token has. */
  #beginning(text: string): number | undefined {
    for (let bytes = Buffer.from(text).toString('latin1'); bytes; bytes = bytes.slice(0, -1)) {
      const token = this.#tokens.get(bytes);
      if (token !== undefined) return token;
    }
    return undefined;
  }

  /** The text of tokens; signs have none. One mark stands for bytes that make no character. */
  decode(tokens: readonly number[]): string {
    const bytes = tokens.map((token) => this.#bytes[token] ?? '').join('');
    return utf8Text(Buffer.from(bytes, 'latin1'));
  }

  /** The text of tokens in pieces of whole characters, each of the tokens `from` up to but not `to`. */
  pieces(tokens: readonly number[]): Piece[] {
    const pieces: Piece[] = [];
    let half = '';
    let from = 0;
    for (const [at, token] of tokens.entries()) {
      half += this.#bytes[token] ?? '';
      const bytes = Buffer.from(half, 'latin1');
      if (!isUtf8(bytes) && at < tokens.length - 1 && half.length < LONGEST_HALF) continue;
      pieces.push({ text: utf8Text(bytes), from, to: at + 1 });
      [half, from] = ['', at + 1];
    }
    return pieces;
  }

  /** Tokens for what is heard and not said. A hyphen or an apostrophe may stand within words, not begin them. */
  notSaid(): number[] {
    const whole = [...NOT_SAID.flatMap((text) => [text, ` ${text}`]), ' -', " '"];
    const music = MUSIC.flatMap((text) => [text, ` ${text}`]).map((text) => this.#beginning(text));
    const tokens = [...whole.map((text) => this.#tokenOf(text)), ...music];
    return [...new Set(tokens.filter((token) => token !== undefined))];
  }
}
