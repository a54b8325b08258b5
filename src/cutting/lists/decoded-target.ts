/** The target of a Markdown link as a name; autocut writes it as it is. */
export function decodedTarget(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
