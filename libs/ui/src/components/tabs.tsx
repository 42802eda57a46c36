import { t } from '../messages.fr.js';

export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
  /** Goes under « Plus » where there are many; the current one stays in sight. */
  readonly isRare?: boolean | undefined;
}

/** As many as a line holds beside a menu of 1100 pixels. */
const MANY = 10;

const TabLink = ({ tab: { label, href, isCurrent } }: { readonly tab: Tab }) => (
  <li>
    <a href={href} {...(isCurrent ? { 'aria-current': 'page' } : {})}>
      {label}
    </a>
  </li>
);

/** Pages of one thing, side by side. They are links, so that each has its address and works without scripts. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const isFolded = ({ isRare, isCurrent }: Tab): boolean => tabs.length > MANY && isRare === true && !isCurrent;
  const folded = tabs.filter(isFolded);
  return (
    <nav class="rb-tabs" aria-label={label}>
      <ul>
        {tabs
          .filter((tab) => !isFolded(tab))
          .map((tab) => (
            <TabLink key={tab.href} tab={tab} />
          ))}
      </ul>
      {folded.length === 0 ? null : (
        <details class="rb-tabs__more">
          <summary>{t('tabs.more')}</summary>
          <ul>
            {folded.map((tab) => (
              <TabLink key={tab.href} tab={tab} />
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}
