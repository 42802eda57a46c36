import { Callout } from '@rebond/ui';
import { t } from './messages.fr.js';

type Key = Parameters<typeof t>[0];

/** A heading and its paragraph. */
export const Part = ({ heading, text }: { readonly heading: Key; readonly text: Key }) => (
  <>
    <h2>{t(heading)}</h2>
    <p>{t(text, { mail: t('operator.mail') })}</p>
  </>
);

export const List = ({ heading, items }: { readonly heading: Key; readonly items: readonly Key[] }) => (
  <>
    <h2>{t(heading)}</h2>
    <ul>
      {items.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  </>
);

export const Invented = () => (
  <Callout title={t('operator.noteTitle')}>
    <p>{t('operator.note')}</p>
  </Callout>
);
