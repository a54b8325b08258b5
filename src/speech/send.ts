/** Sends one HTTP request, as `fetch` does; must pass on a body of bytes. Redirects may be followed or given back. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;
