import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { AbsentError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { ActionRow, AxisRow } from '../../infrastructure/entities.js';

const title = z
  .string(say`Donnez un intitulé.`)
  .trim()
  .min(2, say`Donnez un intitulé.`)
  .max(300);
const YEAR = say`Une année est attendue, de 2000 à 2100.`;
const year = z.int(YEAR).min(2000, YEAR).max(2100, YEAR);

export const actionInput = z.strictObject({ title, dueOn: z.iso.date().optional() });
export type ActionInput = z.output<typeof actionInput>;

/** Title and years. */
const axis = { title, from: year, to: year };
const inOrder = ({ from, to }: { readonly from: number; readonly to: number }): boolean => to >= from;
const OUT_OF_ORDER = { path: ['to'], message: say`L'axe finit avant de commencer.` };

export const axisInput = z
  .strictObject({ ...axis, actions: z.array(actionInput).max(100).default([]) })
  .refine(inOrder, OUT_OF_ORDER);
export type AxisInput = z.output<typeof axisInput>;

/** An axis as it is rewritten; its actions stay. */
export const axisChange = z.strictObject(axis).refine(inOrder, OUT_OF_ORDER);
export type AxisChange = z.output<typeof axisChange>;

// Types, so that they are JSON.
export type ActionView = { readonly id: string; readonly title: string; readonly dueOn: string | null };
export type AxisView = {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly actions: readonly ActionView[];
};

/** A call without engineering has its roadmap from the selection on. */
const FOLLOWED: ReadonlySet<string> = new Set(['selected', 'engineering', 'funded']);

/** The territory's roadmap: axes over some years, each with its actions. */
@Injectable()
export class Roadmap {
  constructor(private readonly cases: Cases) {}

  async read(tx: Tx, id: CandidacyId): Promise<readonly AxisView[]> {
    await this.cases.read(tx, id);
    const axes = await tx.manager.find(AxisRow, { where: { candidacyId: id }, order: { n: 'ASC' } });
    const actions = await tx.manager.find(ActionRow, { where: { candidacyId: id }, order: { n: 'ASC' } });
    return axes.map((axis) => ({
      ...{ id: axis.id, title: axis.title, from: axis.fromYear, to: axis.toYear },
      actions: actions
        .filter((action) => action.axisId === axis.id)
        .map((action) => ({ id: action.id, title: action.title, dueOn: action.dueOn })),
    }));
  }

  /** @throws RefusedError `not-followed` */
  async addAxis(tx: Tx, id: CandidacyId, input: AxisInput): Promise<AxisView> {
    await this.lock(tx, id);
    const n = (await tx.manager.countBy(AxisRow, { candidacyId: id })) + 1;
    const axis = { id: randomUUIDv7() as string, title: input.title };
    await tx.manager.insert(AxisRow, {
      ...{ ...axis, candidacyId: id, n, fromYear: input.from, toYear: input.to, createdAt: tx.at },
    });
    const actions = await this.store(tx, id, axis.id, 0, input.actions);
    const facts = { axis: axis.id, from: input.from, to: input.to, actions: actions.length };
    await this.cases.record(tx, id, [
      { action: 'roadmap.axis-added', audience: 'everyone', facts, personal: { title: input.title } },
    ]);
    return { ...axis, from: input.from, to: input.to, actions };
  }

  /** @throws AbsentError when the axis is not of this case; RefusedError `not-followed` */
  async addAction(tx: Tx, id: CandidacyId, axisId: string, input: ActionInput): Promise<ActionView> {
    await this.lock(tx, id);
    if (!(await tx.manager.existsBy(AxisRow, { id: axisId, candidacyId: id }))) throw new AbsentError();
    const before = await tx.manager.countBy(ActionRow, { axisId });
    const [action] = await this.store(tx, id, axisId, before, [input]);
    if (!action) throw new Error('one action gives one');
    const facts = { axis: axisId, action: action.id, dueOn: action.dueOn };
    await this.cases.record(tx, id, [
      { action: 'roadmap.action-added', audience: 'everyone', facts, personal: { title: input.title } },
    ]);
    return action;
  }

  /** @throws AbsentError when the axis is not of this case; RefusedError `not-followed` */
  async changeAxis(tx: Tx, id: CandidacyId, axisId: string, input: AxisChange): Promise<AxisView> {
    await this.lock(tx, id);
    const change = { title: input.title, fromYear: input.from, toYear: input.to };
    const { affected } = await tx.manager.update(AxisRow, { id: axisId, candidacyId: id }, change);
    if (affected === 0) throw new AbsentError();
    const facts = { axis: axisId, from: input.from, to: input.to };
    await this.cases.record(tx, id, [
      { action: 'roadmap.axis-changed', audience: 'everyone', facts, personal: { title: input.title } },
    ]);
    const changed = (await this.read(tx, id)).find((one) => one.id === axisId);
    if (!changed) throw new AbsentError();
    return changed;
  }

  /** @throws AbsentError when the action is not of this case; RefusedError `not-followed` */
  async changeAction(tx: Tx, id: CandidacyId, actionId: string, input: ActionInput): Promise<ActionView> {
    await this.lock(tx, id);
    const change = { title: input.title, dueOn: input.dueOn ?? null };
    const { affected } = await tx.manager.update(ActionRow, { id: actionId, candidacyId: id }, change);
    if (affected === 0) throw new AbsentError();
    const facts = { action: actionId, dueOn: change.dueOn };
    await this.cases.record(tx, id, [
      { action: 'roadmap.action-changed', audience: 'everyone', facts, personal: { title: input.title } },
    ]);
    return { id: actionId, ...{ title: input.title, dueOn: change.dueOn } };
  }

  private async lock(tx: Tx, id: CandidacyId): Promise<void> {
    const { state } = await this.cases.lockOne(tx, id);
    if (!FOLLOWED.has(state))
      throw new RefusedError('not-followed', say`La feuille de route s'écrit entre la sélection et la clôture.`);
  }

  private async store(
    tx: Tx,
    candidacyId: CandidacyId,
    axisId: string,
    before: number,
    inputs: readonly ActionInput[],
  ): Promise<readonly ActionView[]> {
    const rows = inputs.map(({ title, dueOn = null }, i) => ({
      ...{ id: randomUUIDv7(), title, dueOn },
      ...{ candidacyId, axisId, n: before + i + 1, createdAt: tx.at },
    }));
    if (rows.length > 0) await tx.manager.insert(ActionRow, rows);
    return rows.map(({ id, title, dueOn }) => ({ id, title, dueOn }));
  }
}
