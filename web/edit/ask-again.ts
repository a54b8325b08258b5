import { currentLanguage } from '../words/current-language.ts';

/** Has a talk worked on again; with `marked`, what is doubtful in it is asked for as well. The page of its state follows the work. */
export async function askAgain(talk: string, { marked = false } = {}): Promise<void> {
  const headers = { 'accept-language': currentLanguage() };
  const asking = fetch(`/api/talks/${talk}/retry?marked=${marked}`, { method: 'POST', headers });
  // What went wrong stands in the page that is loaded then.
  await asking.catch(() => undefined);
  location.reload();
}
