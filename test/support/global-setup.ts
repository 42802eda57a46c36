import { resolveSources } from './source-imports';

resolveSources();

/** Jest's `globalSetup`: the servers for the whole run. */
module.exports = async (): Promise<void> => {
  const { startServers } = await import('./servers.js');
  await startServers();
};
