import { say } from '@rebond/kernel';
import { ENGINEERING_COMMITTEES } from '../definition/calendar.js';
import type { Moment } from '../definition/primitives.js';
import { ENGINEERING_ANCHORS } from '../definition/primitives.js';
import type { LocatedIssue } from '../french-issues.js';
import { check, issue, repeatedKeys } from './check.js';

export const weightsSumTo100 = check(['grid'], ({ grid }) => {
  const total = grid.criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  return [
    ...(total === 100
      ? []
      : [issue(['grid', 'criteria'], 'weights', say`les poids de la grille font ${total} au lieu de 100`)]),
    ...repeatedKeys(grid.criteria, (criterion) => criterion.key).map(({ index, key }) =>
      issue(['grid', 'criteria', index, 'key'], 'duplicate-key', say`critère déjà donné : ${key}`),
    ),
  ];
});

export const admissibilityChecksAreDistinct = check(['admissibility'], ({ admissibility }) =>
  repeatedKeys(admissibility?.checks ?? [], ({ key }) => key).map(({ index, key }) =>
    issue(['admissibility', 'checks', index, 'key'], 'duplicate-key', say`point de contrôle déjà donné : ${key}`),
  ),
);

export const levelsAscend = check(['grid'], ({ grid }) =>
  grid.criteria.flatMap((criterion, c) =>
    criterion.levels.flatMap((level, l) => {
      const before = criterion.levels[l - 1];
      return before && before.score >= level.score
        ? [
            issue(
              ['grid', 'criteria', c, 'levels', l, 'score'],
              'levels-order',
              say`les niveaux de « ${criterion.key} » doivent croître : ${level.score} suit ${before.score}`,
            ),
          ]
        : [];
    }),
  ),
);

export const envelopeIsOrdered = check(['amounts'], ({ amounts }) => [
  ...(amounts.envelope.minEur > amounts.envelope.maxEur
    ? [issue(['amounts', 'envelope', 'minEur'], 'envelope', say`le minimum de l'enveloppe dépasse son maximum`)]
    : []),
  ...repeatedKeys(amounts.funders, (funder) => funder.key).map(({ index, key }) =>
    issue(['amounts', 'funders', index, 'key'], 'duplicate-key', say`financeur déjà donné : ${key}`),
  ),
]);

export const personDaysFollowThePhase = check(['amounts', 'phases'], ({ amounts, phases }) => {
  if (phases.engineering && !amounts.engineering)
    return [issue(['amounts'], 'engineering-amount', say`la phase d'ingénierie n'a pas de jours-hommes`)];
  if (!phases.engineering && amounts.engineering)
    return [
      issue(['amounts', 'engineering'], 'engineering-off', say`jours-hommes donnés alors qu'il n'y a pas d'ingénierie`),
    ];
  return [];
});

export const calendarFollowsThePhases = check(['calendar', 'phases'], ({ calendar, phases }) => {
  const faults: LocatedIssue[] = [];
  const off = (path: readonly PropertyKey[], what: string) => {
    faults.push(issue(path, 'engineering-off', say`${what} relève de l'ingénierie, que cet appel n'a pas`));
  };
  const anchored = (moment: Moment, path: readonly PropertyKey[]) => {
    if (!phases.engineering && ENGINEERING_ANCHORS.has(moment.anchor))
      off([...path, 'anchor'], say`l'ancre « ${moment.anchor} »`);
  };
  const { deadlines, committees, reminders } = calendar;
  anchored(deadlines.review, ['calendar', 'deadlines', 'review']);
  if (deadlines.missionReport) {
    const path = ['calendar', 'deadlines', 'missionReport'];
    if (phases.engineering) anchored(deadlines.missionReport, path);
    else off(path, say`le rapport de mission`);
  } else if (phases.engineering)
    faults.push(issue(['calendar', 'deadlines'], 'missing-deadline', say`l'échéance missionReport manque`));
  committees.forEach((committee, c) => {
    const path = ['calendar', 'committees', c];
    anchored(committee.at, [...path, 'at']);
    if (!phases.engineering && ENGINEERING_COMMITTEES.has(committee.kind))
      off([...path, 'kind'], say`un comité « ${committee.kind} »`);
  });
  for (const kind of phases.engineering ? (['launch', 'closing'] as const) : []) {
    const count = committees.filter((committee) => committee.kind === kind).length;
    if (count !== 1)
      faults.push(issue(['calendar', 'committees'], 'committees', say`un comité « ${kind} » et un seul est attendu`));
  }
  reminders.forEach((reminder, r) => {
    if (reminder.kind === 'mission-report-due' && !phases.engineering)
      off(['calendar', 'reminders', r, 'kind'], say`le rappel mission-report-due`);
  });
  return faults;
});

/** Anchors that are not known yet when a committee of this kind is planned. */
const TOO_LATE = { launch: ['launch', 'closing'], interim: ['closing'], closing: ['closing'], followUp: [] } as const;

export const calendarHoldsTogether = check(['calendar'], ({ calendar }) => [
  ...repeatedKeys(calendar.committees, (committee) => committee.key).map(({ index, key }) =>
    issue(['calendar', 'committees', index, 'key'], 'duplicate-key', say`comité déjà donné : ${key}`),
  ),
  ...repeatedKeys(calendar.reminders, (reminder) => reminder.kind).map(({ index, key }) =>
    issue(['calendar', 'reminders', index, 'kind'], 'duplicate-key', say`rappel déjà donné : ${key}`),
  ),
  ...calendar.committees.flatMap((committee, c) => {
    const late: readonly string[] = TOO_LATE[committee.kind];
    return late.includes(committee.at.anchor)
      ? [
          issue(
            ['calendar', 'committees', c, 'at', 'anchor'],
            'anchor-too-late',
            say`un comité « ${committee.kind} » ne peut être compté depuis « ${committee.at.anchor} », qui vient après lui`,
          ),
        ]
      : [];
  }),
  ...calendar.reminders.flatMap((reminder, r) =>
    reminder.kind === 'committee-coming' && calendar.committees.length === 0
      ? [issue(['calendar', 'reminders', r, 'kind'], 'no-committee', say`rappel de comité sans comité au calendrier`)]
      : [],
  ),
]);

export const monthsAreDistinct = check(['waves'], ({ waves }) =>
  repeatedKeys(waves.months, String).map(({ index, key }) =>
    issue(['waves', 'months', index], 'duplicate-month', say`mois déjà donné : ${key}`),
  ),
);

export const opinionsAreDistinct = check(['opinions'], ({ opinions }) =>
  repeatedKeys(opinions, (opinion) => opinion.key).map(({ index, key }) =>
    issue(['opinions', index, 'key'], 'duplicate-key', say`avis déjà donné : ${key}`),
  ),
);
