import type { ComponentChildren } from 'preact';
import { Tabs } from '@rebond/ui';
import { t } from '../../messages.office.fr.js';

const TABS = [
  ['/programme/tableau-de-bord', 'office.dashboard'],
  ['/programme/releves', 'office.waves'],
  ['/programme/appels', 'office.calls'],
  ['/programme/fonctions', 'office.seats'],
  ['/programme/courriels', 'office.mails'],
  ['/programme/questions', 'office.questions'],
] as const;

export const officeCrumb = () => ({ label: t('office.title'), href: '/programme' });

/** The parts of the programme office above one of them. */
export const OfficeFrame = ({ here, children }: { readonly here: string; readonly children: ComponentChildren }) => (
  <>
    <Tabs
      label={t('office.tabs')}
      tabs={TABS.map(([href, label]) => ({ href, label: t(label), isCurrent: href === here }))}
    />
    {children}
  </>
);
