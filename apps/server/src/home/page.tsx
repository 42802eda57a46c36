import type { PageContent } from '@rebond/ui';

/** The first page: what this is. */
export const homePage = (): PageContent => ({
  title: 'Accueil',
  heading: 'Rebond',
  lead: 'La conduite d’un appel à manifestation d’intérêt, de l’ouverture d’une relève au dernier euro.',
  body: (
    <p>
      Des territoires y déposent leurs candidatures, des agents les instruisent et les sélectionnent, des cabinets
      mènent la mission d’ingénierie, une enveloppe finance les projets, des comités de pilotage suivent la feuille de
      route.
    </p>
  ),
});
