import { htmlOf, Page } from '@rebond/ui';

/** The first page: what this is, and where the API, its documentation and the health of the service are. */
export const homePage = (notice: string | null): string =>
  htmlOf(
    <Page
      title="Rebond"
      lead="La conduite d’un appel à manifestation d’intérêt, de l’ouverture d’une relève au dernier euro."
      stylesheets={['/style.css']}
      notice={notice}
    >
      <p>
        Des territoires y déposent leurs candidatures, des agents les instruisent et les sélectionnent, des cabinets
        mènent la mission d’ingénierie, une enveloppe finance les projets, des comités de pilotage suivent la feuille de
        route.
      </p>
      <ul>
        <li>
          <a href="/api/docs">Parcourir l’API</a> (<a href="/api/openapi.json">document OpenAPI 3.1</a>)
        </li>
        <li>
          <a href="/health/ready">État du service</a>
        </li>
      </ul>
    </Page>,
  );
