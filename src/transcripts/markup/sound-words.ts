/**
 * What is heard besides speech, as captioners of the most spoken languages call it; the beginnings of
 * words are enough.
 */
const SOUNDS = [
  'music applause applau laugh chuckl giggl cheer inaudible unintelligible indistinct crosstalk silence noise sigh cough gasp clears? throat singing sings playing instrumental chatter whistl bell ringing beep sneez sniff groan scream foreign blank_audio background static',
  'musik applaus gelächter lachen beifall räuspern husten unverständlich stille geräusch klatschen',
  'musique rire applaudissement inaudible toux soupir bruit',
  'música aplauso risa risas inaudible tos suspiro ruido silencio aplausos riso risos palmas tosse',
  'musica applausi risate risata tosse rumore',
  'muziek applaus gelach onverstaanbaar muzyka oklaski śmiech brawa niezrozumiał hudba potlesk smích zene taps nevetés',
  'müzik alkış gülüşme gülme kahkaha',
  'музык аплодисмент смех кашель неразборчиво смеётся смеется вздох шум овации музик оплески сміх',
  'musikk latter applåder skratt klapper musiikkia naurua aplodit',
  'muzică aplauze râsete μουσική χειροκρότημα γέλια',
  'موسيقى تصفيق ضحك موسیقی خنده تشویق מוזיקה מחיאות צחוק',
  'संगीत तालियां तालियाँ हँसी nhạc tiếng cười vỗ tay musik tawa tepuk เสียงดนตรี เสียงหัวเราะ เสียงปรบมือ ดนตรี',
  '音乐 音樂 掌声 掌聲 笑声 笑聲 笑 鼓掌 咳嗽 听不清 聽不清 沉默 噪音 叹气',
  '拍手 笑い 音楽 歓声 咳 チャイム ため息 ノック 鳴き声 爆発音 物音 着信音 ざわめき 悲鳴 足音',
  '음악 박수 웃음 기침 환호 한숨 노크',
].join(' ');
const SOUND = new RegExp(
  `(?:^|[^\\p{L}])(?:${SOUNDS.replace(/\s+/g, '|')})|(?:声|聲|音|曲)$`,
  'iu',
);

/** Whether a short text names something heard besides speech: `soft music`, `laughs`, `拍手`. */
export function namesSound(text: string): boolean {
  return SOUND.test(text.trim());
}
