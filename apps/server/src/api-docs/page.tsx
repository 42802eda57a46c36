import { say } from '@rebond/kernel';
import { asset, htmlOf, Page } from '@rebond/ui';

/** Starts the browser of the document; in a file of its own, since the page's policy admits no inline script. */
export const START_SCRIPT = `window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });
});
`;

/** The page that browses the API's document. */
export const apiDocsPage = (): string =>
  htmlOf(
    <Page
      title={say`API de Rebond`}
      lead={say`Les routes, leurs champs et leurs refus, d’après le code qui les sert.`}
      stylesheets={[asset('theme.css'), '/api/docs/swagger-ui.css']}
      scripts={['/api/docs/swagger-ui-bundle.js', '/api/docs/start.js']}
    >
      <p>
        <a href="/">{say`Accueil`}</a> · <a href="/api/openapi.json">{say`Document OpenAPI 3.1`}</a>
      </p>
      <div id="api" />
    </Page>,
  );
