import type { Price } from '../../model/usage.ts';
import type { TokenFamily } from '../../text/tokens.ts';

/** What is known of a model by its name. */
export type ModelFacts = {
  /** Context window, in tokens. */
  readonly window: number;
  /** The longest answer, in tokens. */
  readonly maxOutput: number;
  readonly family: TokenFamily;
  /** `never`: it cannot reason. `optional`: it can be told not to. `always`: it cannot be stopped. */
  readonly thinking: 'never' | 'optional' | 'always';
  readonly size: 'small' | 'medium' | 'large';
  /** `translator`: made to translate one text at a time, and nothing else. @default general */
  readonly role?: 'general' | 'translator' | undefined;
  readonly price?: Price | undefined;
  /** The day the price was looked up, as `2026-09-22`. */
  readonly priceDate?: string | undefined;
  /** The shortest prefix the provider keeps in its cache, in tokens. */
  readonly cacheFrom?: number | undefined;
};

/** One line of the table: what holds for names that match. Later lines are more general. */
export type ModelEntry = readonly [names: RegExp, facts: Partial<ModelFacts>];
