import type { Server } from 'node:http';

/** Has a server listen on this machine alone, on whatever port is free, and gives its address, without a slash at the end. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = server.address();
  if (typeof at !== 'object' || at === null) throw new Error('the server has no port');
  return `http://127.0.0.1:${at.port}`;
}
