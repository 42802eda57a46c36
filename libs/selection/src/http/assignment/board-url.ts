/** The pages of a wave's board. */
export const boardUrl = (waveId: string, ...rest: readonly string[]): string =>
  ['/selection/relectures', waveId, ...rest].join('/');
