import { resolveSources } from './source-imports';

resolveSources();

module.exports = async (): Promise<void> => {
  const { stopServers } = await import('./servers.js');
  await stopServers();
};
