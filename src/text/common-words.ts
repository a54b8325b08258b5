/** Frequent English words: none of them by itself can be the misheard form of a name. */
const COMMON =
  'a able about above across act action add after again against age ago agree ahead air all allow almost along already also although always am among amount an and another answer any anyone anything apply are area around art as ask at away ' +
  'back bad bar base based be bear beat because become bed been before began begin behind being believe below best better between big bit black blood blue board body book both bottom box boy break bring brought build building built business but buy by ' +
  'call called came can car care carry case cause cell center certain chance change check child children choose city class clear close cloud code cold color come common company complete computer condition consider contain continue control cool copy corner correct cost could count country couple course cover create cross cup current cut ' +
  'dark data date day days dead deal dear death decide deep did die different do doctor does doing dog done door down draw drive drop dry during each early earth easy east eat edge effect eight either else end energy engine enough entire equal even evening event ever every everyone everything example eye ' +
  'face fact fall family far farm fast father fear feature feel feet few field fight figure file fill final finally find fine fire first fish fit five fix flat floor flow fly follow food foot for force form found four frame free friend from front full fun function further future ' +
  'game gas gave general get girl give given glass go goal goes going gold gone good got great green ground group grow guess guy had hair half hand happen happy hard has hat have he head hear heard heart heat heavy held help her here high him his hit hold home hope hot hour house how huge human hundred i idea if image important in inside instead into is issue it its ' +
  'job join just keep key kid kill kind king knew know known land language large last late later law lay layer lead learn learning least leave led left less let letter level lie life light like likely line list listen little live local long look lose lost lot love low machine made main make man many map mark mass matter may maybe me mean measure meet memory men might mile mind mine minute miss model moment money month moon more morning most mother mountain move movie much music must my ' +
  'name near need network never new next nice night nine no none nor north not note nothing notice now number of off offer office often oh oil ok okay old on once one only open or order other our out outside over own page pair paper parent part party pass past path pattern pay people percent perhaps period person phone pick picture piece place plan plane plant play please point poor position possible power press pretty price probably problem process produce product program project proof pull push put ' +
  'question quick quickly quite race radio rain ran range rate rather reach read ready real really reason record red rest result return rich ride right ring rise river road rock role room root round row rule run safe said same sand sat save saw say scale school science sea search season seat second section see seem seen self sell send sense sent sentence separate serve set seven several shape share she ship shop short should show side sign simple since sing single sit six size skin sky sleep slow small smart snow so social some someone something sometimes son song soon sort sound source south space speak special speech speed spend spring stack stand star start state stay step still stone stop store story street string strong structure student study stuff style subject such suggest sun sure surface swim system ' +
  'table take taken talk tall task teach team tell ten term test text than thank that the their them then there these they thing think third this those though thought thousand three through throw tie time to today together told too took tool top total touch toward town track train tree trial triangle trip trouble true trust try turn twenty two type under understand unit until up upon us use user usual value various very view visit voice wait walk wall want war warm was wash watch water wave way we wear weather web week weight well went were west what wheel when where whether which while white who whole whose why wide wife will wind window winter wish with within without woman women won wonder wood word work world worse worth would write writing wrong wrote yard year yes yet you young your zero';

const WORDS = new Set(COMMON.split(' '));

/** True when a phrase is a single frequent word, whatever its capitals. */
export function isCommonWord(phrase: string): boolean {
  return WORDS.has(phrase.trim().toLowerCase());
}

/** True when a phrase is made of frequent words only. */
export function isAllCommon(phrase: string): boolean {
  return phrase
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => WORDS.has(word));
}
