import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import type { UpdateRow } from '#lib/device/database.ts';
import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { openBrowser, openTab, slowdown } from './rig/browser.ts';
import { buildApp, serve } from './rig/builds.ts';
import { atMost, percentile, progress, report, roundsOr, spread } from './rig/figures.ts';
import { Luck } from './rig/luck.ts';
import { Machine } from './rig/machine.ts';
import { plant } from './rig/plant.ts';
import { savings, watchSaving } from './rig/savings.ts';
import { busiestYear, tenYears } from './rig/ten-years.ts';

// How long after the last letter the screen says that it is saved, and whether it then is: people type in a question of
// the reflection, in the fullest year of a committee with ten years behind it.

const bursts = roundsOr(100);
const luck = new Luck(7);
const history = tenYears();
const name = yearDocument(busiestYear);

const year = new SharedDocument(name);
for (const { document, bytes } of history.updates) if (document === name) Y.applyUpdate(year.doc, bytes);
const reflections = new Reflections(year);
const reflection = reflections.all().records[0];
const statement = reflection && reflections.focuses(reflection)[0];
const question = reflection?.pack.steps[0]?.questions[1];
if (!reflection || !statement || !question) throw new Error('The ten years hold no reflection with a focus.');

await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-saved-'));
after.defer(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, 'app'));
const server = await serve(await buildApp(join(folder, 'app')), join(folder, 'data'));
after.defer(() => server.stop());
const context = await openBrowser(join(folder, 'profile'));
after.defer(() => context.close());

const page = await openTab(context);
await page.goto(server.url);
await plant(page, history, 'LMU Tiåret');
await watchSaving(page);
const path = `u/${history.committee}/refleksion/${busiestYear}/${reflection.id}/fokus?udsagn=${statement}`;
await page.goto(`${server.url}/${path}`);
const field = page.getByLabel(question.text);
await field.click();
await page.keyboard.press('Control+End');

const machine = new Machine();
await machine.calm();
progress(`typing ${bursts} times, with the processor slowed down ${slowdown} times`);
for (let burst = 0; burst < bursts; burst++) {
	if (burst % 10 === 9) await machine.calm();
	if (burst % 20 === 19) await page.keyboard.press('Control+Home');
	if (burst % 25 === 24) await page.keyboard.insertText('🌻');
	for (const letter of `${luck.words(1 + luck.below(3))} `)
		await page.keyboard.type(letter, { delay: 40 + luck.below(120) });
	await page.waitForTimeout(700 + luck.below(200));
}
const { inputs, said, rows } = await savings(page, history.updates.length);

// The last letter of a burst is one that no other followed within half a second. What counts is the last time that
// it was said before the next burst, should it have been taken back.
const delays = inputs.flatMap((at, index) => {
	const next = inputs[index + 1] ?? Infinity;
	const shown = said.filter(({ from }) => from > at && from < next).at(-1);
	return next - at < 500 ? [] : [shown ? shown.painted - at : Infinity];
});

// Each time it said so: nothing was still being written, and what the field held can be read back from what was stored.
const storedUntil = (through: number) => rows.filter(({ seq }: Pick<UpdateRow, 'seq'>) => seq <= through);
let early = 0;
for (const { writing, through, text } of said) {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(year.doc));
	for (const { bytes } of storedUntil(through)) Y.applyUpdate(doc, bytes);
	const stored = new Reflections(new SharedDocument(name, doc));
	const isStored = stored.answerText(reflection.id, question.id, statement).toString() === text;
	if (writing > 0 || !isStored) early++;
}

console.log(
	`\n${delays.length} times of typing, ${inputs.length} letters, ${rows.length} updates stored, ` +
		`"saved" said ${said.length} times.\nMilliseconds from the last letter to "saved" on the screen: ` +
		`median ${spread(delays)}, 95 % within ${Math.round(percentile(delays, 0.95))}. ${machine.says()}`,
);
report('saved', [
	atMost('95 % of the times saved within', percentile(delays, 0.95), 'ms', 300),
	atMost('said before it was stored', early, 'times', 0),
]);
