/** A path as it stands inside an output template of yt-dlp. */
export function literal(path: string): string {
  return path.replaceAll('%', '%%');
}
