import { csvCell, csvLine } from './write.js';

describe('a cell of an export', () => {
  it.each([
    ['Alès Agglomération', 'Alès Agglomération'],
    ['CC du Pays ; et du reste', '"CC du Pays ; et du reste"'],
    ['dit « "oui" »', '"dit « ""oui"" »"'],
    ['deux\nlignes', '"deux\nlignes"'],
    ['=1+1', "'=1+1"],
    ['+33 1 99 00 12 34', "'+33 1 99 00 12 34"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =cmd', "' =cmd"],
    ['\t=cmd', "'\t=cmd"],
    ['=HYPERLINK("x";"y")', '"\'=HYPERLINK(""x"";""y"")"'],
  ])('« %s » is written %s', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });

  it('is empty where there is nothing, and a French number where it is one', () => {
    expect(csvLine([null, 1.5, -2])).toBe(';1,5;-2\r\n');
  });
});
