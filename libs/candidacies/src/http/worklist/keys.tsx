import { Checkbox, Details } from '@rebond/ui';
import { t } from '../../messages.worklist.fr.js';

const KEYS = [
  ['j', 'keys.next'],
  ['k', 'keys.previous'],
  ['o', 'keys.open'],
  ['x', 'keys.check'],
  ['/', 'keys.search'],
  ['?', 'keys.help'],
] as const;

/** Keys for those who work here all day; they can be switched off (WCAG 2.1.4), and nothing needs them. */
export const Keys = ({ only = KEYS.map(([key]) => key) }: { readonly only?: readonly string[] }) => (
  <div class="rb-keys">
    <Details summary={t('keys.title')} id="raccourcis-aide">
      <dl>
        {KEYS.filter(([key]) => only.includes(key)).map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox name="sans-raccourcis" id="sans-raccourcis" label={t('keys.off')} />
    </Details>
  </div>
);
