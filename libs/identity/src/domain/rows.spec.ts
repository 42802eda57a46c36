import { policiesOf } from './row-rules.js';
import { policySql, ROWS, visibleRows } from './rows.js';

const commandsOf = (table: string): string[] =>
  policiesOf(ROWS[table] ?? { rows: 'system', readers: [] }).map((one) => one.command);

describe('row rules', () => {
  it('give no way to change or remove what only grows', () => {
    const grown = Object.entries(ROWS).filter(([, rule]) => 'appendOnly' in rule && rule.appendOnly);
    expect(grown.length).toBeGreaterThan(5);
    for (const [table] of grown) expect([table, commandsOf(table)]).toEqual([table, ['SELECT', 'INSERT']]);
  });

  it('let a recusal hide a case whatever opens it, in every table of cases', () => {
    for (const [table, rule] of Object.entries(ROWS))
      if (rule.rows === 'case')
        for (const { using, check } of policiesOf(rule).filter((one) => one.command !== 'DELETE'))
          expect([table, using ?? check]).toEqual([table, expect.stringContaining('rebond.recused')]);
  });

  it('ask the setting once per statement, not once per row', () => {
    const settings = /(\(select )?current_setting\(/g;
    for (const rule of Object.values(ROWS))
      for (const { using, check } of policiesOf(rule))
        for (const [call] of `${using ?? ''} ${check ?? ''}`.matchAll(settings))
          expect(call).toBe('(select current_setting(');
  });

  it('join no other table', () => {
    for (const [table, rule] of Object.entries(ROWS))
      for (const { using, check } of policiesOf(rule))
        expect([table, `${using ?? ''} ${check ?? ''}`]).toEqual([
          table,
          expect.not.stringMatching(/(?<!distinct )\bfrom\b|\bjoin\b|\bexists\b/),
        ]);
  });

  it('refuse a table that nobody wrote a rule for', () => {
    expect(() => policySql(['identity.secret'])).toThrow('identity.secret has no row rule');
    expect(() => visibleRows('identity.secret')).toThrow('identity.secret has no row rule');
  });
});
