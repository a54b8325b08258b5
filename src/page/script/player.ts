/** What plays the talk. */
export type Player = {
  /** Whether there is something to play by now. */
  readonly isReady: () => boolean;
  /** Plays from a moment on, in seconds. */
  readonly playFrom: (seconds: number) => void;
};

/** Playing begins so much earlier than the words, in seconds: a time that is a little late would cut off the first one. */
export const LEAD_IN = 0.25;
