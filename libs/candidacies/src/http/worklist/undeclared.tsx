import { Callout } from '@rebond/ui';
import { t } from '../../messages.worklist.fr.js';
import { declarationUrl } from './worklist-url.js';

export interface UndeclaredProps {
  readonly undeclaredWaves: readonly string[];
  readonly choices: { readonly waves: readonly { readonly id: string; readonly name: string }[] };
}

/** Stands for the cases of the waves that the reader has not declared their conflicts for. */
export const Undeclared = ({ undeclaredWaves, choices }: UndeclaredProps) => {
  const waves = choices.waves.filter(({ id }) => undeclaredWaves.includes(id));
  if (waves.length === 0) return null;
  return (
    <Callout title={t('worklist.undeclared')}>
      <p>{t('worklist.undeclaredHint')}</p>
      <ul>
        {waves.map(({ id, name }) => (
          <li key={id}>
            <a href={declarationUrl(id)}>{t('worklist.declare', { name })}</a>
          </li>
        ))}
      </ul>
    </Callout>
  );
};
