/** The folder inside a talk's folder that makes resuming possible. */
export const INNER = '.talkleaf';
