/** What a language's words tell of sentence ends, where no weights were fitted for it. */
type WordLists = {
  /** Begin a sentence more often than not. */
  readonly open: string;
  /** Begin one often: pronouns, question words. */
  readonly may: string;
  /** Lead on to the next word: no sentence ends with them. */
  readonly lead: string;
};

/** By the language's tag. Words of several languages stand where all of them agree. */
const LISTS: Readonly<Record<string, WordLists>> = {
  de: {
    open: 'also aber dann jetzt heute deshalb deswegen trotzdem außerdem gut okay zunächst zuerst danach schließlich übrigens nun denn',
    may: 'ich wir ihr es sie er man das die der was wie wo wer warum wann und wenn in im am beim',
    lead: 'der die das den dem des ein eine einen einem einer und oder weil dass wenn ob zu von mit für bei nach aus um über unter durch ohne gegen im am zum zur vom sehr mein dein sein ihr unser kein keine nicht',
  },
  fr: {
    open: "alors mais donc maintenant ensuite puis enfin aujourd'hui bon voilà d'abord d'ailleurs cependant pourtant bref",
    may: "je j'ai on nous vous il elle c'est ça ce qu'est-ce pourquoi comment quand où qui et si quand là",
    lead: "le la les l' un une des du de d' à au aux en dans sur sous par pour avec sans et ou que qui parce si ce cet cette ces mon ton son notre votre leur très plus ne pas est sont",
  },
  it: {
    open: 'allora ma quindi adesso ora oggi poi infatti dunque bene ecco inoltre però insomma',
    may: 'io noi voi è il la questo questa cosa come quando perché dove chi e se c’è ci si',
    lead: 'il lo la i gli le un uno una di a da in con su per tra fra del della dei delle al alla nel nella dal sul e o che perché se non molto più mio tuo suo nostro è sono',
  },
  pt: {
    open: 'então mas agora hoje depois bom bem portanto primeiro finalmente aliás porém assim',
    may: 'eu nós você vocês ele ela isso isto o a é como quando por onde quem e se aqui',
    lead: 'o a os as um uma de do da dos das em no na nos nas por para com sem e ou que porque se não muito mais meu seu nosso ao à é são',
  },
  ru: {
    open: 'так итак но теперь сегодня потом поэтому однако кстати значит хорошо ладно во-первых во-вторых наконец',
    may: 'я мы вы он она они это что как почему когда где кто и если вот там',
    lead: 'в на с к о по из за у от до для при без под над и или а что чтобы если потому не очень мой наш ваш его её их',
  },
};

type Words = Record<keyof WordLists, ReadonlySet<string>>;
/** Read on first use: most talks are English and have marks. */
let read: readonly Words[] | undefined;

function wordLists(): readonly Words[] {
  read ??= Object.values(LISTS).map(({ open, may, lead }) => ({
    open: new Set(open.split(' ')),
    may: new Set(may.split(' ')),
    lead: new Set(lead.split(' ')),
  }));
  return read;
}

/** Whether a plain word often begins a sentence in one of these languages. */
export function isOpeningWord(word: string): boolean {
  return wordLists().some(({ open, may }) => open.has(word) || may.has(word));
}

/** Text is of a language when so many of its words are on its lists, as a ratio: it is about 0.4 there, elsewhere 0.1. */
const SHARE = 0.22;

/** The lists of the language that some plain words are of; `undefined` for any other. */
export function openingWords(words: readonly string[]): Words | undefined {
  const shares = wordLists().map((lists) => ({
    lists,
    count: words.filter((word) => Object.values(lists).some((list) => list.has(word))).length,
  }));
  const best = shares.toSorted((a, b) => b.count - a.count)[0];
  return best && best.count >= words.length * SHARE ? best.lists : undefined;
}
