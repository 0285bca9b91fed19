import { writeFile } from 'node:fs/promises';
import { test, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { Committee } from '#lib/committees/document.ts';
import { sealBackup } from '#lib/device/backup/backup.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m } from '#lib/messages/da/settings.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Phase, Way } from '#lib/reflections/schema.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { button } from '../committee.ts';
import { expect } from '../page.ts';

const now = new Date('2027-01-14T10:00:00Z');
const code = 'hest lampe tog grød';

/** A committee with a reflection and a plan for 2027, as a test writes it before it is taken in as a file. */
export class MadeUp {
	readonly id = 'made-up';
	readonly core = new SharedDocument('core');
	readonly year = new SharedDocument('year-2027');
	readonly reflections = new Reflections(this.year);
	readonly plan = new YearPlan(this.year);

	constructor(
		members: readonly string[] = ['Karla Holm', 'Mads Bøgh', 'Sanne Asp', 'Ida Kvist'],
		name = 'LMU Månehuset',
	) {
		const profile = { name, workplace: 'Månehuset', level: 'lmu', levelLabel: 'LMU' };
		new Committee(this.core).found(
			{ ...profile, members: members.map((each) => ({ name: each, roles: [] })) },
			'2027-01-14',
			now,
		);
	}

	/** Starts a reflection that has come to a phase; with a picture of four who answered when it has come that far. */
	reflect(phase: Phase, way: Way = 'round'): string {
		const present = ['Karla Holm', 'Mads Bøgh', 'Sanne Asp', 'Ida Kvist'].map((name) => ({ name }));
		const id = this.reflections.start({ year: 2027, pack: lmu, way, present }, '2027-01-14', now);
		if (phase === 'since-last') return id;
		if (phase !== 'answers' && way !== 'common') {
			const answers: Answers = new Map(
				lmu.statements.map((each) => [each.id, { importance: 3, success: 2 }]),
			);
			const four = present.reduce((tally) => withAnswers(tally, answers), emptyTally(lmu.statements));
			this.reflections.reveal(id, four);
		}
		this.reflections.goOn(id, phase);
		return id;
	}

	goal(text: string): string {
		return this.plan.addGoal({ text, direction: 'own' }, now);
	}

	action(what: string, goal?: string): string {
		return this.plan.addAction({ what, direction: 'own', goal }, now);
	}

	get address() {
		return `/u/${this.id}`;
	}

	/**
	 * Takes it in through the screen, as a file that somebody has brought.
	 * @param origin of the app, for a browser that Playwright has not started
	 */
	async takeIn(page: Page, origin = '') {
		const documents = [this.core, this.year].map(({ name, doc }) => ({
			document: name,
			update: Y.encodeStateAsUpdate(doc),
		}));
		const backup = { committee: this.id, name: 'LMU Månehuset', savedAt: now.toISOString(), documents };
		const path = test.info().outputPath('made-up.medspil');
		await writeFile(path, await sealBackup(backup, code));
		await page.goto(`${origin}/hent`);
		await page.locator('input[type=file]').setInputFiles(path);
		await page.getByLabel(m.restore.code).fill(code);
		await button(page, m.restore.open).click();
		await button(page, m.restore.add).click();
		await expect(page).toHaveURL(`${origin}${this.address}`);
	}
}
