// Contrôle l’archive d’un dossier, hors ligne et sans rien installer :
//
//   node verify.mjs [--manifeste EMPREINTE] [--scelles seals.jsonl] [--racine EMPREINTE]… [DOSSIER]
//
// Node 20 ou plus récent suffit. Code de sortie : 0, intacte ; 1, anomalies ; 2, ce n’est pas une archive.
import { Buffer } from 'node:buffer';
import console from 'node:console';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    manifeste: { type: 'string' },
    scelles: { type: 'string' },
    racine: { type: 'string', multiple: true, default: [] },
  },
});
const ROOT = resolve(positionals[0] ?? dirname(fileURLToPath(import.meta.url)));
const UNLISTED = new Set(['manifeste.json', 'SHA256SUMS']);
const GENESIS = '00'.repeat(32);

/** @type {{ where: string, what: string, entry: boolean }[]} */
const faults = [];
/** @type {string[]} */
const proven = [];
/** @type {string[]} */
const unproven = [];

const at = (/** @type {string} */ path) => join(ROOT, ...path.split('/'));
const has = (/** @type {string} */ path) => existsSync(at(path));
const text = (/** @type {string} */ path) => readFileSync(at(path), 'utf8');
const lines = (/** @type {string} */ path) => text(path).split('\n').slice(0, -1);
const sha256 = (/** @type {(string | Buffer)[]} */ ...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const bytes = (/** @type {string} */ hex) => Buffer.from(hex, 'hex');
const plural = (/** @type {number} */ n, /** @type {string} */ one, many = `${one}s`) => `${n} ${n < 2 ? one : many}`;
const fault = (/** @type {string} */ where, /** @type {string} */ what, entry = false) =>
  void faults.push({ where, what, entry });
const entryFault = (/** @type {string} */ stream, /** @type {number} */ seq, /** @type {string} */ what) =>
  fault(`${stream}, rang ${seq}`, what, true);

/** @param {string} path @returns {any} */
function json(path) {
  if (!has(path)) return null;
  try {
    return JSON.parse(text(path));
  } catch {
    fault(path, 'ne se lit plus : ce n’est pas du JSON');
    return null;
  }
}

/** @param {string} path */
async function hashOf(path) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(at(path))) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
}

/** Les fichiers face au manifeste. @param {any} manifest @returns {Promise<Map<string, string>>} empreintes recalculées */
async function checkFiles(manifest) {
  const sums = new Map(
    (has('SHA256SUMS') ? lines('SHA256SUMS') : []).map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const own = sha256(readFileSync(at('manifeste.json')));
  if (sums.get('manifeste.json') !== own) fault('manifeste.json', 'n’a pas l’empreinte que lui donne SHA256SUMS');
  if (asked.manifeste === undefined)
    unproven.push(
      'que ce manifeste est celui qui a été délivré : donnez son empreinte, notée à l’export, par --manifeste ; ' +
        `celui-ci a l’empreinte ${own}`,
    );
  else if (asked.manifeste.toLowerCase() !== own) fault('manifeste.json', 'n’est pas celui que vous avez noté');
  else proven.push('le manifeste est celui dont vous avez noté l’empreinte : rien n’a changé depuis l’export');
  const found = new Map();
  for (const { path, sha256: expected, sizeBytes } of manifest.files) {
    if (sums.get(path) !== expected) fault(path, 'n’a pas la même empreinte au manifeste et dans SHA256SUMS');
    if (!has(path)) {
      fault(path, 'est absent de l’archive');
      continue;
    }
    const { sha256: actual, size } = await hashOf(path);
    found.set(path, actual);
    if (actual !== expected)
      fault(path, size === sizeBytes ? 'a changé' : `a changé : ${size} octets au lieu de ${sizeBytes}`);
  }
  const known = new Set(manifest.files.map((/** @type {any} */ one) => one.path));
  for (const one of readdirSync(ROOT, { encoding: 'utf8', recursive: true })) {
    const path = one.split(sep).join('/');
    if (!known.has(path) && !UNLISTED.has(path) && statSync(at(path)).isFile()) fault(path, 'n’est pas au manifeste');
  }
  return found;
}

/**
 * Un fil du journal : chaque écriture porte l’empreinte de la précédente suivie de ses propres octets.
 * @param {any} thread @returns {{ entries: Map<number, any>, hashes: Map<number, string>, texts: Map<number, string>, last: number, hidden: number[], erased: number }}
 */
function readThread(thread) {
  const { stream } = thread;
  const payloads = new Map(
    lines(`journal/${thread.payloads}`).map((line) => {
      const [seq = '', salt = ''] = line.split(' ', 2);
      return [Number(seq), { salt, payload: line.slice(seq.length + salt.length + 2) }];
    }),
  );
  const texts = new Map([...payloads].map(([seq, { payload }]) => [seq, payload]));
  const read = { entries: new Map(), hashes: new Map(), texts, last: 0, hidden: [], erased: 0 };
  /** @type {string | null} */
  let previous = GENESIS;
  for (const line of lines(`journal/${thread.path}`)) {
    const [number = '', hash = ''] = line.split(' ', 2);
    const canonical = line.slice(number.length + hash.length + 2);
    const seq = Number(number);
    if (seq !== read.last + 1) {
      const gap = `écriture absente (l’archive passe au rang ${seq})`;
      entryFault(stream, Math.min(read.last + 1, seq), gap);
      previous = null;
    }
    if (canonical === '-') read.hidden.push(/** @type {never} */ (seq));
    else {
      if (previous !== null && sha256(bytes(previous), canonical) !== hash)
        entryFault(stream, seq, 'son contenu, ou l’empreinte du rang précédent, a changé');
      let entry = null;
      try {
        entry = JSON.parse(canonical);
      } catch {
        entryFault(stream, seq, 'son contenu est illisible');
      }
      if (entry && (entry.stream !== stream || entry.seq !== seq))
        entryFault(stream, seq, 'son contenu est celui d’une autre place du journal');
      const kept = payloads.get(seq);
      if (entry && kept && sha256(bytes(kept.salt), kept.payload) !== entry.personal)
        entryFault(stream, seq, 'ses textes et données personnelles ont changé');
      if (entry && !kept && typeof entry.personal === 'string') read.erased += 1;
      read.entries.set(seq, entry ?? {});
    }
    read.hashes.set(seq, hash);
    previous = hash;
    read.last = seq;
  }
  if (read.last < thread.seq)
    entryFault(stream, read.last + 1, `fin du fil retirée : sa tête est au rang ${thread.seq}`);
  else if (read.hashes.get(thread.seq) !== thread.head || read.last !== thread.seq)
    entryFault(stream, read.last, 'la tête du fil n’est pas sa dernière écriture');
  return read;
}

/** Les scellés : une racine par nuit, sur les têtes de tous les fils qui ont bougé. @param {Map<string, any>} threads */
function checkSeals(threads) {
  const names = has('journal/scelles') ? readdirSync(at('journal/scelles')).sort() : [];
  const roots = new Map();
  for (const name of names) {
    const [before = '', root = '', ...sealed] = lines(`journal/scelles/${name}`);
    const head = JSON.parse(sealed[0] ?? '[]');
    if (sha256(bytes(before.slice(-64)), sealed.map((line) => `${line}\n`).join('')) !== root.slice(-64))
      fault(`journal/scelles/${name}`, 'sa racine n’est pas celle des têtes de fils qu’il fige');
    roots.set(head[0], root.slice(-64));
    for (const [stream, seq, hash] of sealed.slice(1).map((line) => JSON.parse(line))) {
      const thread = threads.get(stream);
      if (!thread) continue;
      if (seq > thread.last)
        entryFault(stream, thread.last + 1, `fin du fil retirée : le scellé n° ${head[0]} va au rang ${seq}`);
      else if (thread.hashes.get(seq) !== hash)
        entryFault(stream, seq, `n’est pas l’écriture que fige le scellé n° ${head[0]}`);
      else thread.sealed = { seq, n: head[0], on: String(head[1]).slice(0, 10) };
    }
  }
  checkKept(roots);
  return roots.size;
}

/** Les racines gardées hors du système. @param {Map<number, string>} roots */
function checkKept(roots) {
  const kept = new Map(
    (asked.scelles === undefined ? [] : readFileSync(asked.scelles, 'utf8').split('\n').filter(Boolean)).map((line) => {
      const { n, root } = JSON.parse(line);
      return [n, root];
    }),
  );
  const given = new Set((asked.racine ?? []).map((one) => one.toLowerCase()));
  const confirmed = [...roots].filter(([n, root]) => given.has(root) || kept.get(n) === root).map(([n]) => n);
  for (const [n, root] of roots)
    if (kept.has(n) && kept.get(n) !== root)
      fault(`scellé n° ${n}`, 'n’est pas celui que vous avez gardé hors du système');
  for (const root of given)
    if (![...roots.values()].includes(root))
      unproven.push(
        `la racine ${root} n’est dans aucun scellé de l’archive : le dossier n’avait pas bougé ce jour-là, ou il y manque`,
      );
  if (confirmed.length > 0)
    proven.push(
      `les scellés n° ${confirmed.join(', ')} sont ceux que vous avez gardés hors du système : le journal n’a pas été réécrit depuis`,
    );
  else if (roots.size > 0)
    unproven.push(
      'que les scellés sont ceux qui sont sortis du système : donnez ceux que vous avez gardés, par --scelles ou --racine',
    );
}

const factsOf = (/** @type {any} */ thread) =>
  [...thread.entries].map(([seq, entry]) => ({ seq, action: entry.action, facts: entry.facts ?? {} }));

/** Les dépôts figés, leurs pièces, et ce que le journal en dit. @param {any} own fil du dossier @param {Map<string, string>} hashes */
function checkDeposits(own, hashes) {
  const pieces = new Map((json('pieces/pieces.json') ?? []).map((/** @type {any} */ one) => [one.id, one]));
  const deposits = json('formulaires/depots.json') ?? [];
  const digests = new Set(own ? factsOf(own).map(({ facts }) => facts.digest) : []);
  const frozen = new Set();
  for (const { n, kind, digest, path } of deposits) {
    const file = `formulaires/${path}`;
    if (hashes.get(file) !== digest) fault(file, `n’est pas le dossier figé du dépôt n° ${n} (empreinte ${digest})`);
    if (own && !digests.has(digest)) {
      if (kind === 'deposit') fault(file, 'le journal ne connaît pas ce dépôt');
      else
        unproven.push(
          `que le journal nomme le dossier complété n° ${n} : il a été figé par une version qui ne l’écrivait pas`,
        );
    }
    for (const [id, hash] of Object.entries(json(file)?.documents ?? {})) {
      frozen.add(id);
      const piece = pieces.get(id);
      if (!piece) fault(`pièce ${id}`, `figée par le dépôt n° ${n}, absente de l’archive`);
      else if (hashes.get(`pieces/${piece.path}`) !== hash)
        fault(`pieces/${piece.path}`, `n’est pas la pièce que le dépôt n° ${n} a figée (empreinte ${hash})`);
    }
  }
  const known = new Set(deposits.map((/** @type {any} */ one) => one.digest));
  for (const { seq, facts } of own ? factsOf(own) : []) {
    if ((facts.event === 'DEPOSIT' || facts.event === 'ANSWER_COMPLETION') && facts.digest && !known.has(facts.digest))
      entryFault(own.stream, seq, 'le dossier figé que nomme cette écriture n’est pas dans l’archive');
    if (facts.event === 'PROVIDE_PIECE' && !pieces.has(facts.document))
      entryFault(own.stream, seq, 'la pièce que nomme cette écriture n’est pas dans l’archive');
  }
  if (deposits.length > 0)
    proven.push(
      `${plural(deposits.length, 'dépôt figé', 'dépôts figés')} et ${plural(frozen.size, 'pièce figée', 'pièces figées')} : octet pour octet ceux dont ${own ? 'le journal' : 'formulaires/depots.json'} porte l’empreinte`,
    );
  if (deposits.length > 0 && !own)
    unproven.push(
      'que ces empreintes sont celles des accusés de réception : comparez-les avec ceux que vous avez reçus',
    );
  const others = [...pieces.values()].filter((one) => one.nature === 'piece' && !frozen.has(one.id)).length;
  if (others > 0)
    unproven.push(
      `le contenu de ${plural(others, 'pièce')} remise hors d’un dépôt : seul le manifeste en donne l’empreinte`,
    );
}

/** Les lettres, fixées par la validation de leur liste. @param {Map<string, any>} threads @param {any} manifest @param {Map<string, string>} hashes */
function checkLetters(threads, manifest, hashes) {
  const bound = new Set();
  for (const { id, number, letter } of json('decisions/decisions.json') ?? []) {
    if (!letter) continue;
    const file = `decisions/${letter.path}`;
    const thread = threads.get(`decision-list:${id}`);
    const signed = thread && factsOf(thread).find(({ action }) => action === 'decision-list.validated');
    if (!signed) {
      unproven.push(`la lettre de la liste ${number} : le fil de cette liste n’est pas dans l’archive`);
      continue;
    }
    const line = (signed.facts.letters ?? []).find((/** @type {any} */ one) => one.candidacyId === manifest.case);
    bound.add(line?.sha256);
    if (hashes.get(file) !== line?.sha256)
      fault(
        file,
        `n’est pas la lettre que fixe le journal (decision-list:${id}, rang ${signed.seq}, empreinte ${line?.sha256})`,
      );
    else
      proven.push(
        `la lettre de la liste ${number} est celle qui a été fixée à la validation (decision-list:${id}, rang ${signed.seq})`,
      );
  }
  const here = new Set(hashes.values());
  for (const { stream, entries } of threads.values())
    for (const { seq, action, facts } of factsOf({ entries }))
      for (const { candidacyId, sha256: hash } of action === 'decision-list.validated' ? (facts.letters ?? []) : [])
        if (candidacyId === manifest.case && !here.has(hash))
          entryFault(stream, seq, `la lettre que fixe cette écriture (empreinte ${hash}) n’est pas dans l’archive`);
  for (const { path, nature } of json('pieces/pieces.json') ?? [])
    if (nature === 'decision-letter' && bound.size > 0 && !bound.has(hashes.get(`pieces/${path}`)))
      fault(`pieces/${path}`, 'n’est aucune des lettres que fixe le journal');
}

/** Le JSON canonique (RFC 8785) de ce que les archives contiennent. @param {any} value @returns {string} */
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value === null || typeof value !== 'object'
      ? JSON.stringify(value)
      : `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
          .join(',')}}`;

/** Ce que le journal garde de chaque texte : une empreinte salée, écrite à son dépôt. */
const BOUND = [
  {
    ...{ file: 'relectures/relectures.json', actions: ['review.submitted'], fact: 'review', one: 'relecture' },
    items: (/** @type {any} */ read) => read.reviews,
    content: (/** @type {any} */ { marks, summary, weighted }) => ({ marks, summary, weighted }),
  },
  {
    ...{ file: 'messages/messages.json', actions: ['message.sent', 'message.noted'], fact: 'message', one: 'message' },
    items: (/** @type {any} */ read) => read,
    content: (/** @type {any} */ { text: words, files }) => ({
      text: words,
      files: files.map((/** @type {any} */ one) => one.sha256).sort(),
    }),
  },
  {
    ...{ file: 'notes/notes.json', actions: ['note.written'], fact: 'note', one: 'note' },
    items: (/** @type {any} */ read) => read,
    content: (/** @type {any} */ { body }) => ({ body }),
  },
];

/** Relectures, messages et notes, face à l’empreinte que leur écriture en a gardée. @param {any} own */
function checkTexts(own) {
  for (const { file, actions, fact, one, items, content } of BOUND) {
    const read = json(file);
    if (!read) continue;
    const told = new Map(
      factsOf(own)
        .filter(({ action }) => actions.includes(action))
        .map(({ seq, facts }) => [facts[fact], { seq, commitment: facts.commitment }]),
    );
    let held = 0;
    let bare = 0;
    for (const item of items(read)) {
      const { seq, commitment } = told.get(item.id) ?? {};
      if (seq === undefined && own.hidden.length === 0) fault(file, `${item.id} est inconnu du journal`);
      else if (!commitment || !item.salt) bare += 1;
      else if (sha256(bytes(item.salt), canonical(content(item))) !== commitment)
        fault(file, `${item.id} n’est pas ce que le journal a reçu (${own.stream}, rang ${seq})`);
      else held += 1;
    }
    if (held > 0) proven.push(`${plural(held, one)} : au mot près ce que le journal a reçu`);
    if (bare > 0)
      unproven.push(
        `ce que contient ${plural(bare, one)}, d’avant que le journal en garde l’empreinte, ou non lue ici`,
      );
  }
  checkOpinions(own);
}

/** Les avis : leur sens est dans l’écriture, leurs mots dans les textes du fil. @param {any} own */
function checkOpinions(own) {
  const given = (json('avis/avis.json') ?? []).filter((/** @type {any} */ one) => one.givenAt !== null);
  const told = new Map(
    factsOf(own)
      .filter(({ action }) => action === 'opinion.given')
      .map(({ seq, facts }) => [facts.opinion, { seq, stance: facts.stance, words: own.texts.get(seq) }]),
  );
  let held = 0;
  for (const { id, stance, text: words, signed } of given) {
    const entry = told.get(id);
    if (!entry) {
      if (own.hidden.length === 0) fault('avis/avis.json', `${id} est inconnu du journal`);
    } else if (
      entry.stance !== stance ||
      (entry.words && canonical(JSON.parse(entry.words)) !== canonical({ signed, text: words }))
    )
      fault('avis/avis.json', `${id} n’est pas ce que le journal a reçu (${own.stream}, rang ${entry.seq})`);
    else if (entry.words) held += 1;
  }
  if (held > 0) proven.push(`${plural(held, 'avis', 'avis')} : au mot près ce que le journal a reçu`);
}

/** L’état du dossier face à sa dernière écriture, et les chiffres figés. @param {any} own @param {Map<string, string>} hashes */
function checkState(own, hashes) {
  const standing = json('dossier/dossier.json');
  const moves = factsOf(own).filter(({ facts }) => typeof facts.version === 'number' && typeof facts.to === 'string');
  const last = moves.at(-1);
  const isHidden = own.hidden.some((/** @type {number} */ seq) => seq > (last?.seq ?? 0));
  if (standing && last && !isHidden && (standing.state !== last.facts.to || standing.version !== last.facts.version))
    entryFault(
      own.stream,
      own.last + 1,
      `fin du fil retirée, ou dossier changé : il est « ${standing.state} », version ${standing.version}, et le journal s’arrête à « ${last.facts.to} », version ${last.facts.version}`,
    );
  const digests = new Set(factsOf(own).map(({ facts }) => facts.digest));
  for (const { digest, path } of json('mission/mission.json')?.frozen ?? [])
    if (hashes.get(`mission/${path}`) !== digest || !digests.has(digest))
      fault(`mission/${path}`, 'n’est pas ce que le journal a figé');
}

/** @param {any} manifest @param {Map<string, string>} hashes */
function checkJournal(manifest, hashes) {
  const index = json('journal/fils.json');
  if (!index) {
    unproven.push(
      'l’enchaînement des actes : le journal d’audit n’est pas ouvert à ce lecteur ; l’archive d’un contrôleur le contient',
    );
    checkDeposits(null, hashes);
    return;
  }
  const threads = new Map(
    index.map((/** @type {any} */ one) => [one.stream, { stream: one.stream, ...readThread(one) }]),
  );
  const own = threads.get(`candidacy:${manifest.case}`);
  if (!own) fault('journal', 'le fil du dossier n’y est pas', true);
  const seals = checkSeals(threads);
  if (own) {
    checkState(own, hashes);
    checkTexts(own);
  }
  checkDeposits(own ?? null, hashes);
  checkLetters(threads, manifest, hashes);
  for (const { stream, last, hidden, erased, sealed } of threads.values()) {
    proven.push(`${stream} : ${plural(last, 'écriture')}, chacune enchaînée à la précédente`);
    if (sealed) proven.push(`${stream} : scellé jusqu’au rang ${sealed.seq} (n° ${sealed.n}, ${sealed.on})`);
    if (last > (sealed?.seq ?? 0))
      unproven.push(
        `${stream} : qu’il ne manque rien après le rang ${sealed?.seq ?? 0} : aucun scellé de l’archive ne va plus loin`,
      );
    if (hidden.length > 0)
      unproven.push(
        `${stream} : le contenu de ${plural(hidden.length, 'écriture')} que ce lecteur ne voit pas ; leur empreinte seule tient la chaîne`,
      );
    if (erased > 0)
      unproven.push(
        `${stream} : les textes et données personnelles de ${plural(erased, 'écriture')}, effacés depuis ; leur empreinte salée demeure`,
      );
  }
  if (seals === 0) unproven.push('la date du journal : aucun scellé n’est dans cette archive');
}

if (!has('manifeste.json')) {
  console.error(
    `${ROOT} : il n’y a pas de manifeste.json ; décompressez l’archive et lancez verify.mjs dans son dossier.`,
  );
  process.exit(2);
}
const manifest = json('manifeste.json');
if (manifest?.format !== 'rebond-dossier' || manifest.version !== 1) {
  console.error('manifeste.json n’est pas celui d’une archive que ce contrôle connaît.');
  process.exit(2);
}
try {
  checkJournal(manifest, await checkFiles(manifest));
} catch (error) {
  fault('archive', `ne se lit pas jusqu’au bout : ${error instanceof Error ? error.message : String(error)}`);
}
unproven.push(
  'ce que contiennent les envois : le manifeste en donne l’empreinte, le journal dit seulement qu’ils ont eu lieu',
);
unproven.push('que les courriels ont été lus : les envois disent ce que les serveurs ont accepté ou renvoyé');

console.log(`Dossier ${manifest.case}, ${manifest.territory} ; ${plural(manifest.files.length, 'fichier')}.`);
const listed = (/** @type {string} */ title, /** @type {string[]} */ items) => {
  if (items.length > 0) console.log(`\n${title}\n${items.map((one) => `  – ${one}`).join('\n')}`);
};
listed(
  `ANOMALIES (${faults.length}) :`,
  faults.map(({ where, what }) => `${where} : ${what}`),
);
const first = faults.find(({ entry }) => entry);
if (first) console.log(`\nPremière écriture fautive : ${first.where}.`);
listed(faults.length === 0 ? 'Est prouvé :' : 'Serait prouvé sans ces anomalies :', proven);
listed('N’est pas prouvé :', unproven);
console.log(faults.length === 0 ? '\nArchive INTACTE.' : '\nArchive ALTÉRÉE.');
process.exitCode = faults.length === 0 ? 0 : 1;
