/** The numbers of a Whisper model, and its tokens that are signs, from the description in its encoder's file. */
export type Signs = {
  /** Rows of the spectrogram. */
  readonly bands: number;
  readonly layers: number;
  readonly width: number;
  /** Most tokens of one decoding, those before it included. */
  readonly context: number;
  /** Count of all tokens. */
  readonly tokens: number;
  readonly start: number;
  readonly end: number;
  readonly transcribe: number;
  readonly noSpeech: number;
  readonly noTimes: number;
  /** The token of 0.00 s; one each for every 0.02 s follow. */
  readonly firstTime: number;
  /** The token of each language, by its tag; none for models that know but one. */
  readonly languages: ReadonlyMap<string, number>;
  /** Signs that are never written while decoding. */
  readonly unwritten: readonly number[];
};

/** Reads the description, one value a key, as sherpa-onnx's exporters write it. Fails when one is missing. */
export function signsFrom(value: (key: string) => string | undefined): Signs {
  const number = (key: string): number => {
    const found = Number(value(key));
    if (!Number.isInteger(found)) throw new Error(`the encoder does not tell its ${key}`);
    return found;
  };
  const list = (key: string): string[] => value(key)?.split(',').filter(Boolean) ?? [];
  const tokens = list('all_language_tokens').map(Number);
  const languages = list('all_language_codes').map((code, at) => [code, tokens[at] ?? -1] as const);
  const noTimes = number('no_timestamps');
  const [start, transcribe, noSpeech] = [number('sot'), number('transcribe'), number('no_speech')];
  const others = [number('translate'), number('sot_lm'), number('sot_prev'), ...tokens];
  return {
    bands: number('n_mels'),
    layers: number('n_text_layer'),
    width: number('n_text_state'),
    context: number('n_text_ctx'),
    tokens: number('n_vocab'),
    start,
    end: number('eot'),
    transcribe,
    noSpeech,
    noTimes,
    firstTime: noTimes + 1,
    languages: new Map(languages),
    unwritten: [start, transcribe, noSpeech, noTimes, ...others],
  };
}
