import { render } from 'preact';

import type { TalkSummary } from '../src/server/contract.ts';

function Home({ talks }: { readonly talks: readonly TalkSummary[] }) {
  return (
    <ul>
      {talks.map(({ id, title, status }) => (
        <li key={id}>
          {title}: {status}
        </li>
      ))}
    </ul>
  );
}

const answer = await fetch('/api/talks');
render(<Home talks={await answer.json()} />, document.querySelector('#page') ?? document.body);
