import { Pdf } from './pdf.js';

const AT = Temporal.Instant.from('2023-02-01T11:00:00Z');
const pdf = new Pdf();
afterAll(() => pdf.onModuleDestroy());

const layout = (name: string, body: string) => ({
  name,
  source: `#let data = json(bytes(sys.inputs.data))\n#set document(title: data.title)\n#set text(lang: "fr")\n${body}`,
});

it('makes a tagged document of a layout and its values', async () => {
  const made = await pdf.render(layout('essai', '= #data.title'), { title: 'Essai « d’accents »' }, AT);
  expect(made.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect(made.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

it('takes values as text, whatever they look like', async () => {
  const title = '#panic("non") $x$ *gras*';
  await expect(pdf.render(layout('essai', '= Titre\n#data.title'), { title }, AT)).resolves.toBeInstanceOf(Buffer);
});

it('says what is wrong with a layout, and makes the next one', async () => {
  await expect(pdf.render(layout('faux', '#inconnu'), { title: 'T' }, AT)).rejects.toThrow(
    /layout faux fails.*unknown variable/,
  );
  await expect(pdf.render(layout('essai', '= T'), { title: 'T' }, AT)).resolves.toBeInstanceOf(Buffer);
});

it('makes several at once', async () => {
  const all = await Promise.all(
    [1, 2, 3].map((n) => pdf.render(layout('essai', '= #data.title'), { title: `N° ${n}` }, AT)),
  );
  expect(all).toHaveLength(3);
});

describe('a long document', () => {
  const long = (title: string) => pdf.renderLong(layout('long', '= #data.title'), { title }, AT);

  it('is the same as a short one of the same data, made in a process of its own', async () => {
    const same = await pdf.render(layout('long', '= #data.title'), { title: 'T' }, AT);
    expect((await long('T')).equals(same)).toBe(true);
  });

  it('is made one at a time, and refused when several wait', async () => {
    const three = [long('1'), long('2'), long('3')];
    await expect(long('4')).rejects.toMatchObject({ code: 'documents-under-way' });
    expect(await Promise.all(three)).toHaveLength(3);
    await expect(long('5')).resolves.toBeInstanceOf(Buffer);
  });

  it('says what is wrong with its layout', async () => {
    await expect(pdf.renderLong(layout('faux', '#inconnu'), { title: 'T' }, AT)).rejects.toThrow(
      /layout faux fails.*unknown variable/,
    );
  });
});
