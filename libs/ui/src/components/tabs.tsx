export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** Pages of one thing, side by side. They are links, so that each has its address and works without scripts. */
export const Tabs = ({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) => (
  <nav class="rb-tabs" aria-label={label}>
    <ul>
      {tabs.map(({ label: text, href, isCurrent }) => (
        <li key={href}>
          <a href={href} {...(isCurrent ? { 'aria-current': 'page' } : {})}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
