import type { Cue } from '../../model/transcript.ts';
import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import type { Named } from './named.ts';

/** What a person is called who is not known by name, in the languages of most talks: with a number after it, it is nobody's word. */
const ROLE =
  /^(?:(?:speaker|spk|sprecher(?:in)?|locuteur|locutrice|intervenant|orador|oradora|hablante|locutor|parlante|relatore|spreker|mówca|mluvčí|beszélő|vorbitor|konuşmacı|спикер|диктор|говорящий|участник|спікер|учасник|talare|taler|puhuja|ομιλητής|pembicara|người nói|ผู้พูด|वक्ता|متحدث|المتحدث|گوینده|דובר|participant|person|voice|interviewer|guest|student|host|moderator|panelist|attendee|user|agent|customer|caller|client|operator|analyst|teacher|teilnehmer(?:in)?|persona|personne|hablante|пользователь|ведущий|参与者|用户|客服|客户|与会者|参会人|发言人|發言人|说话人|說話人|講者|讲者|嘉宾|話者|スピーカー|발언자|화자|참석자)\s?[_-]?(?:№|#|nº|n°|nr\.?|no\.)?\s?(?:\d{1,3}|[A-Z])|S\d{1,2})$/i;
/** Words before a colon that introduce what is said and name nobody, in the languages of most talks. */
const LABELS = new Set(
  (
    'note notes question questions answer answers example examples remember warning caution tip tips hint step summary ' +
    'conclusion result results problem solution goal goals reason update spoiler disclaimer quote theorem proof lemma ' +
    'definition corollary exercise input output error usage title chapter part section figure table slide agenda also ' +
    'first second third fourth finally next one two three four five option rule fact idea lesson point key bonus and so ' +
    'but yes no right okay ok well look listen see think imagine ps re subject date time place source sources todo fixme ' +
    'important meaning translation subtitles caption captions before after today tomorrow yesterday here there now then ' +
    'http https version number price total cost name file class function return key value type true false good bad pros cons ' +
    'frage antwort beispiel hinweis achtung merke schritt zusammenfassung ergebnis problem lösung ziel also erstens zweitens wichtig ' +
    'question réponse exemple remarque attention étape résumé résultat problème solution objectif donc premièrement ' +
    'pregunta respuesta ejemplo nota atención paso resumen resultado problema solución objetivo entonces primero segundo ' +
    'pergunta resposta exemplo nota atenção passo resumo resultado problema solução objetivo então primeiro ' +
    'domanda risposta esempio nota attenzione passo riassunto risultato problema soluzione obiettivo ' +
    'вопрос ответ пример внимание шаг итог результат проблема решение цель например важно итак первое второе вывод ' +
    'vraag antwoord voorbeeld let stap pytanie odpowiedź przykład uwaga krok soru cevap örnek not adım fråga svar exempel ' +
    'pregunta fråga svar spørgsmål spørsmål kysymys vastaus kérdés válasz întrebare răspuns otázka odpověď odpoveď питання відповідь ερώτηση απάντηση soru cevap pertanyaan jawaban hỏi đáp คำถาม คำตอบ سؤال جواب سوال שאלה תשובה सवाल जवाब प्रश्न उत्तर 質問 回答 答え 例えば ' +
    '注意 问题 問題 回答 答案 例如 比如 例子 总结 結論 结论 步骤 第一 第二 第三 重点 提示 目标 所以 首先 最后 例 注 质問 ポイント 結果 예 질문 답변 참고 결론'
  ).split(' '),
);
/** Names stand where a sentence has ended, so often at least, as a ratio. */
const AFTER_END = 0.7;
/** ... and those that come again make up so many of them, as a ratio. */
const AGAIN_SHARE = 0.6;
/** A file that names its speakers does so from here on, in cues: a title or a greeting may stand above. */
const FIRST_CUES = 5;
/** Fewer names prove nothing. */
const FEWEST = 4;
const FEWEST_NUMBERED = 2;

/** Whether a label is that of an unnamed person with a number: `Speaker 1`, `Спикер №2`, `发言人3`. */
export function isNumberedRole(label: string): boolean {
  return ROLE.test(label);
}

/** Whether a label before a colon introduces words of the talk: `Note`, `Step 1`, `Вопрос`. */
export function isLabel(label: string): boolean {
  if (NUMBERED.test(label) || isPhrase(label)) return true;
  const words = label
    .toLowerCase()
    .replace(/[\d.]+/g, ' ')
    .trim()
    .split(/\s+/);
  return LABELS.has(words[0] ?? '') || words.join('') === '';
}

/** `Day 1`, `Case 2`: numbers count things where they do not count persons. */
const NUMBERED = /^\p{L}+[.\s]?\s?\d{1,3}$/u;

/** A label of several words with a small one that names do not have: `Fun fact`, `My answer`. */
function isPhrase(label: string): boolean {
  const words = label.split(/\s+/).filter((word) => /^\p{Ll}/u.test(word));
  return words.some((word) => !PARTICLE.test(word));
}
const PARTICLE =
  /^(?:van|von|vom|zu|zur|de|del|della|der|den|di|da|das|dos|do|du|la|le|el|al|bin|ibn|ben|af|av|y|e|und|and|et)$/u;

/**
 * The names of a file that has them only where somebody else begins to speak. They are sound where persons
 * are numbered, or where two names or more take turns, come again, and stand where a sentence has ended; words
 * that introduce something (`Note: …`) are none, nor are those that the talk has in small letters too.
 */
export function sparseNames(
  cues: readonly Cue[],
  nameIn: (line: string) => Named | undefined,
): ReadonlySet<string> | undefined {
  const found: { name: string; afterEnd: boolean }[] = [];
  let before = '';
  for (const [at, { text }] of cues.entries()) {
    for (const line of text.split('\n')) {
      const name = nameIn(line)?.name;
      // Whoever begins is named first.
      if (name === undefined && at >= FIRST_CUES && found.length === 0) return undefined;
      if (name !== undefined) found.push({ name, afterEnd: before === '' || isClosed(before) });
      if (line.trim() !== '') before = line.trimEnd().slice(-40);
    }
  }
  const numbered = found.filter(({ name }) => isNumberedRole(name));
  if (numbered.length >= FEWEST_NUMBERED) return new Set(numbered.map(({ name }) => name));
  const said = smallWords(cues);
  const named = found.filter(({ name }) => !isLabel(name) && !said.has(name.toLowerCase()));
  return areSound(named) ? new Set(named.map(({ name }) => name)) : undefined;
}

function areSound(named: readonly { name: string; afterEnd: boolean }[]): boolean {
  const counts = new Map<string, number>();
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  const again = [...counts.values()].filter((count) => count > 1);
  const comeAgain = again.reduce((sum, count) => sum + count, 0);
  const afterEnd = named.filter((each) => each.afterEnd).length;
  const turns = named.filter(({ name }, at) => named[at - 1]?.name !== name).length;
  return (
    named.length >= FEWEST &&
    again.length >= 2 &&
    comeAgain >= named.length * AGAIN_SHARE &&
    afterEnd >= named.length * AFTER_END &&
    turns >= named.length / 2
  );
}

/** The words that a talk has in small letters, with none before a colon. */
function smallWords(cues: readonly Cue[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text } of cues)
    for (const { 0: word } of text.matchAll(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]{1,30}/gu))
      words.add(word);
  return words;
}
