/**
 * What pages and meeting programs write around a transcript, each a whole line: the words of YouTube's
 * pane, of Teams, Meet, Zoom, Otter and Rev, in the languages of their pages.
 */
const PANE_WORDS = new Set(
  `transcript
show transcript
hide transcript
close transcript
search in video
search transcript
search in transcript
follow along using the transcript.
follow along using the transcript
sync to video time
toggle timestamps
view all
in this video
transkript
transkript anzeigen
transkript ausblenden
im video suchen
transkript durchsuchen
mit videozeit synchronisieren
transcription
afficher la transcription
rechercher dans la vidéo
rechercher dans la transcription
transcripción
mostrar transcripción
buscar en el vídeo
buscar en el video
buscar en la transcripción
transcrição
mostrar transcrição
pesquisar no vídeo
pesquisar na transcrição
trascrizione
mostra trascrizione
cerca nel video
cerca nella trascrizione
transcriptie
transcriptie weergeven
zoeken in video
transkrypcja
pokaż transkrypcję
szukaj w filmie
transkripsiyon
transkripti göster
videoda ara
расшифровка видео
показать текст видео
текст видео
поиск по видео
стенограмма
转写文稿
內容轉文字
内容转文字
显示转写文稿
转录稿
轉錄稿
顯示轉錄稿
文字记录
文字稿
字幕记录
在视频中搜索
在影片中搜尋
搜尋影片內容
搜索转写文稿
文字起こし
文字起こしを表示
動画内を検索
文字起こしを検索
스크립트
스크립트 표시
동영상에서 검색
transkrip
tampilkan transkrip
telusuri dalam video
bản chép lời
hiện bản chép lời
tìm trong video
النص
عرض النص
بحث في الفيديو
प्रतिलिपि
download
download transcript
copy transcript
copy
share
export
edit
edit transcript
more options
audio transcript
meeting transcript
full transcript
auto-generated transcript
video transcript
chapters
chapitres
kapitel
capítulos
章节
下载
复制
分享
导出`
    .split('\n')
    .map((line) => line.trim()),
);
/** A track by its language: `English (auto-generated)`, `中文（自动生成）`. */
const TRACK =
  /^\p{L}[\p{L}\p{M} ().,（）-]{0,40}[(（](?:auto-?generated|automatisch (?:erzeugt|generiert|erstellt|gegenereerd)|généré[es]{0,2} automatiquement|générés? automatiquement|generad[oa]s? automáticamente|generad[oa] automaticamente|gerad[oa]s? automaticamente|generat[oaie] automaticamente|wygenerowane automatycznie|otomatik oluşturuldu|создан[оаы] автоматически|автоматически созданные|自动生成|自動產生|自動產生的字幕|自動生成|자동 생성됨|dibuat otomatis|được tạo tự động|تم إنشاؤه تلقائيًا|अपने-आप जनरेट हुआ)[)）]$/iu;
/** What meeting programs say of themselves; a name may stand before. */
const MEETING = [
  /^.{0,60}\b(?:started|stopped|ended|paused|resumed) (?:the )?(?:transcription|transcript|recording|live transcription)\.?$/i,
  /^(?:transcription|recording|meeting|transcript) (?:started|stopped|ended|paused|resumed)(?: (?:by|after|at)\b.{0,60})?[ .👋]{0,4}$/iu,
  /^.{1,80} [-–—] (?:transcript|transkript|transcription|transcripción|transcrição|trascrizione)$/i,
  /^this (?:editable )?transcript was (?:computer|auto\w{0,12})[ -]?generated\b.{0,200}$/i,
  /^this (?:meeting|call|conversation) is being (?:recorded|transcribed)\.?$/i,
  /^ai-generated content (?:may|might|can) be incorrect\.?$/i,
  /^(?:transcribed|transcription|transcript|created|exported|generated) (?:by|with|from|provided by|powered by) (?:https?:\/\/)?(?:otter|rev|descript|sonix|trint|happy scribe|temi|fireflies|zoom|fathom|tactiq)\b.{0,60}$/i,
  /^.{0,60}(?:开始|停止|結束|结束)(?:了)?(?:转录|轉錄|听录|聽錄|录制|錄製|转写)(?:。)?$/,
  /^.{0,60}hat die (?:transkription|aufzeichnung) (?:gestartet|beendet)\.?$/i,
  /^.{0,60} a (?:démarré|arrêté) (?:la transcription|l[’']enregistrement)\.?$/i,
  /^.{0,60} (?:ha )?(?:iniciado|iniciou|inició|detenido|detuvo|parou|interrompeu) (?:la|a) (?:transcripción|transcrição|grabación|gravação)\.?$/i,
  /^.{0,60}が(?:文字起こし|トランスクリプト|トランスクリプション|録画|録音)を(?:開始|停止)しました。?$/,
];
/** QuickTime's text tracks begin with how it looks. */
const TRACK_STYLE =
  /^\{(?:QTtext|font:|plain|timeScale|textEncoding|size:|width:|justify:|language:)/i;
/** Otter's head: a word, and what it stands for in the next line. */
const OTTER_HEAD = /^(?:summary keywords|speakers|keywords|attendees|participants|invited)$/i;
/** What a page says of the recording above its transcript. */
const FACT =
  /^(?:dates?|datum|fecha|speakers?|hosts?|guests?|duration|length|source|url|link|video|audio|recorded|recording|published|author|location|participants|attendees|organi[sz]er|tags|category|fps|frame ?rate|日期|时间|时长|主持人?|嘉宾|来源|链接|会议时间|参会人|主讲人?|録画日|日時)\s?[:：]\s?\S.{0,150}$/i;
/** Longer lines are speech, in characters. */
const LONGEST = 250;

/** Whether a line is the page's or the meeting program's own, and nothing said. */
export function isFurniture(line: string): boolean {
  const text = line.trim();
  if (text === '' || text.length > LONGEST) return false;
  if (PANE_WORDS.has(text.toLowerCase().replace(/[:：]$/, '')) || TRACK.test(text)) return true;
  return isLink(text) || TRACK_STYLE.test(text) || isNotice(text);
}

/** Whether a line is a meeting program's notice, which nobody says: that it began to write, or ended. */
export function isNotice(line: string): boolean {
  const text = line.trim();
  return text.length <= LONGEST && MEETING.some((pattern) => pattern.test(text));
}

/** The lines that stand above a transcript without those of the page. */
export function withoutFurniture(lines: readonly string[]): string[] {
  return lines.filter((line, at) => {
    const isListed = OTTER_HEAD.test(lines[at - 1]?.trim() ?? '');
    return !isListed && !isFurniture(line) && !isAbout(line.trim());
  });
}

function isAbout(text: string): boolean {
  return OTTER_HEAD.test(text) || FACT.test(text);
}

function isLink(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S{1,240}$/i.test(text);
}
