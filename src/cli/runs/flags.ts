/** Flags of every command that works on inputs. */
export type WorkFlags = {
  readonly to?: string;
  readonly from?: string;
  readonly out?: string;
  readonly model?: string;
  readonly secondModel?: string;
  readonly baseUrl?: string;
  readonly window?: number;
  readonly speech?: string;
  readonly speechUrl?: string;
  readonly speakers?: string;
  readonly captions?: string;
  readonly cookies?: string;
  readonly cookiesFromBrowser?: string;
  readonly picture?: boolean;
  readonly offline?: boolean;
  readonly simplified?: boolean;
  readonly noteStyle?: string;
  readonly verify?: boolean;
  readonly review?: boolean;
  readonly cues?: string;
  readonly restore?: string;
  readonly glossary?: string;
  readonly style?: string;
  readonly maxCost?: number;
  readonly concurrency?: number;
  readonly rpm?: number;
  readonly tpm?: number;
  readonly encoding?: string;
  readonly fps?: number;
  readonly track?: string;
  readonly format?: readonly string[];
  readonly translation?: boolean;
  readonly note?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
};

/** Flags of commands that encode a picture. */
type QualityFlags = {
  readonly crf?: number;
  readonly bitrate?: string;
  readonly preset?: string;
};

/** Flags of `talkleaf cut`. */
export type CutFlags = QualityFlags & {
  readonly fast?: boolean;
  readonly smart?: boolean;
  readonly loudness?: boolean;
  readonly track?: string;
  readonly out?: string;
  readonly encoding?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** Flags of `talkleaf convert`. */
export type ConvertFlags = {
  readonly compact?: boolean;
  readonly media?: string;
  readonly encoding?: string;
  readonly fps?: number;
  readonly outputEncoding?: string;
  readonly simplified?: boolean;
  readonly traditional?: boolean;
  readonly force?: boolean;
};

/** Flags of `talkleaf merge`. */
export type MergeFlags = QualityFlags & {
  readonly encoding?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** Flags of `talkleaf watch`. */
export type WatchFlags = {
  readonly translation?: boolean;
  readonly note?: boolean;
  readonly to?: string;
  readonly from?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly speech?: string;
  readonly glossary?: string;
  readonly maxCost?: number;
  readonly offline?: boolean;
  readonly poll?: boolean;
  readonly settle?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** Flags of `talkleaf serve`. */
export type ServeFlags = {
  readonly library?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly slots?: number;
  readonly allowPrivate?: boolean;
  readonly demo?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
};
