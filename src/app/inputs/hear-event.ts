import type { Bilingual } from '../../base/errors.ts';
import type { TrackChoice } from '../../media/sound-track.ts';
import type { Seconds } from '../../model/time.ts';
import type { SpeechEvent } from '../../speech/transcribe.ts';
import type { ToolEvent } from './sound-tools.ts';

/** What happens while a recording is heard. */
export type HearEvent =
  | { readonly type: 'step-start'; readonly step: 'hear' }
  | {
      readonly type: 'sound-opened';
      /** Folder name of the speech model. */
      readonly model: string;
      /** Why this one; absent where the settings name it. */
      readonly why?: Bilingual | undefined;
      /** Length of the recording, in seconds, where it is cheap to know. */
      readonly duration?: Seconds | undefined;
      /** Which sound track is heard; absent where there are not several. */
      readonly tracks?: TrackChoice | undefined;
    }
  | {
      /** All of a recording has come in that is being heard, and tells how long it is. */
      readonly type: 'sound-measured';
      /** In seconds. */
      readonly duration: Seconds;
    }
  | ToolEvent
  | SpeechEvent;
