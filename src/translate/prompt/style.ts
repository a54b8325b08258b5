import { isChinese, isTraditional, primaryTag } from '../../model/language.ts';

/**
 * What good writing means in languages talks are most often translated into, as bullet lines: one register throughout,
 * punctuation, terms, numbers.
 */
const STYLES: Readonly<Record<string, string>> = {
  ja: `- Write です・ます throughout, also where the speaker is casual; never mix it with だ・である. Full-width punctuation （、。「」？！）.
- Leave out pronouns (私、あなた、それ) that Japanese does not need; turn inanimate subjects and passives into plain Japanese sentences; break long relative clauses up.
- Use the established Japanese or katakana term where one exists (機械学習、データベース); keep Latin names of people without a settled Japanese form, and of products, models and libraries. No English in brackets behind a term except at its first use for a rare one.
- Half-width digits for quantities, 万 and 億 for large ones (1.2 TB、800 億).
`,
  ko: `- Write 합니다체 (-습니다, -ㅂ니다) throughout, also where the speaker is casual; never mix it with 해요체 or 한다체.
- Leave out 그, 그녀, 당신 and plural 들 where Korean does not need them; avoid double passives (되어지다) and 에 대하여, 을 가지고 있다 as calques.
- Use the established Korean or loan word where one exists (기계 학습, 데이터베이스) in its standard spelling; keep Latin names of products, models and libraries. Standard spacing.
- Arabic digits for quantities, 만 and 억 for large ones (1.2TB, 800억).
`,
  de: `- Address the audience as „Sie“ throughout, but „wir“ where the speaker says we. Quotation marks „…“.
- Use the usual German term where one exists (maschinelles Lernen); write compounds as one word or with a hyphen (KI-Modell), English terms with a German article and a capital. No word-for-word „am Ende des Tages“, „macht Sinn“.
- Decimal comma, a point or a space between thousands (1,5 TB; 20 000); billion is Milliarde, trillion Billion.
`,
  fr: `- Address the audience as « vous » throughout. Quotation marks « … », a no-break space before ; : ? ! and inside the marks.
- Use the usual French term where one exists (apprentissage automatique, base de données); prefer verbs to chains of nouns and the active to the passive; no calques such as « faire sens » or « adresser un problème ».
- Decimal comma, a space between thousands (1,5 To ; 20 000); billion is milliard, trillion billion.
`,
  es: `- Write neutral international Spanish; address the audience as «ustedes» throughout, one person as «usted». Opening and closing marks (¿ … ?, ¡ … !), quotation marks «…».
- Use the usual Spanish term where one exists (aprendizaje automático, base de datos); leave out subject pronouns; avoid passives with «ser», gerunds as adjectives and calques such as «aplicar a un trabajo» or «hacer sentido».
- A comma before decimals, a space between thousands (1,5 TB; 20 000); billion is mil millones, trillion billón.
`,
};

/** The style of a target language, as bullet lines; empty where nothing special is known. */
export function styleOf(to: string): string {
  return isChinese(to) ? chineseStyle(isTraditional(to)) : (STYLES[primaryTag(to)] ?? '');
}

function chineseStyle(traditional: boolean): string {
  const quotes = traditional ? '，。？！：；「」' : '，。？！：；“”';
  const script = traditional ? 'Traditional' : 'Simplified';
  return `- Write ${script} Chinese with full-width punctuation (${quotes}). Put a half-width space between Chinese and Latin words or digits.
- Break long English clauses into short Chinese ones; turn passives and chains of 的 into plain statements; leave out pronouns Chinese does not need.
- Use the established Chinese term where one exists (gradient descent 梯度下降); keep Latin names of people without a settled Chinese form, and of products, models, libraries and companies better known that way (PyTorch, GPU, OpenAI). Do not write the English again in brackets after a Chinese term except at its first use for a rare term.
- Use Arabic digits for quantities (1.2 TB, 800 亿); convert thousand, million, billion to 千, 百万, 亿 correctly.
`;
}
