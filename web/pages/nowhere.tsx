import { useTitle } from '../parts/title.ts';
import { useWords } from '../words/language.ts';

export function Nowhere() {
  const { frame } = useWords();
  useTitle('');
  return (
    <div class="page narrow">
      <h1>{frame.nowhere}</h1>
      <p>
        <a href="/">{frame.toHome}</a>
      </p>
    </div>
  );
}
