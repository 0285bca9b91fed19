import { beforeEach, describe, expect, test } from 'vitest';
import { utf8 } from '#lib/sealed-log/bytes.ts';
import { untrueClaims } from './claims.ts';
import { untrue } from './oracles.ts';
import { textOf, ticksIn, type View } from './people.ts';
import type { Play } from './play.ts';
import { playTrace } from './run.ts';
import { planOf } from './trace.ts';

let play: Play;

/** The first tablet that wrote something, and another. */
const two = (): [View, View] => {
	const [one, other] = play.views;
	if (!one || !other) throw new Error('not enough tablets');
	return [one, other];
};

const found = async (): Promise<Set<string>> => new Set((await untrue(play)).map((each) => each.slice(0, 2)));

const core = ({ documents }: View) => {
	const shared = documents.get('core');
	if (!shared) throw new Error('core is not open');
	return shared;
};

describe('what looks at a run sees', () => {
	beforeEach(async () => {
		const played = await playTrace({ ...planOf(3, 30, ['writing']), tablets: [3, 3] });
		({ play } = played);
	});

	test('nothing, where nothing is wrong', async () => {
		expect(await untrue(play)).toEqual([]);
	});

	test('O1: two tablets that differ', async () => {
		const [one] = two();
		// Otherwise the others have it before they are looked at.
		one.tablet.network.isOn = false;
		one.tablet.network.cut();
		one.documents.get('core')?.doc.getMap('ticks').set('mine alone', true);
		expect(await found()).toContain('O1');
	});

	test('O2: something that was saved on a tablet and is not there', async () => {
		const mark = play.people.marks.find(
			({ kind, isTakenBack, saved }) => kind === 'tick' && !isTakenBack && saved !== 'no',
		);
		for (const view of play.views)
			if (mark) view.documents.get(mark.document)?.doc.getMap('ticks').delete(mark.key);
		expect(await found()).toContain('O2');
	});

	test('O3: something that was saved on the server and is gone with its tablet', async () => {
		const mark = play.people.marks.find(
			({ kind, isTakenBack, saved }) => kind === 'tick' && !isTakenBack && saved === 'server',
		);
		if (!mark) throw new Error('nothing was saved');
		play.lost.add(mark.tablet);
		for (const view of play.views) view.documents.get(mark.document)?.doc.getMap('ticks').delete(mark.key);
		expect(await found()).toContain('O3');
	});

	test('O4: plain text on the way, at the server and on a tablet’s disk', async () => {
		play.server.onFrame(utf8('… kanarie7 …'));
		play.server.journal.push({ event: 'kanarie7' });
		const failures = await untrue(play);
		expect(failures.filter((each) => each.startsWith('O4'))).toHaveLength(2);
	});

	test('O5: a false word', async () => {
		const [one] = two();
		textOf(core(one)).insert(0, '<falsk1>');
		expect(await found()).toContain('O5');
	});

	test('O6: something that waits for ever', async () => {
		const [one] = two();
		one.tablet.network.isOn = false;
		one.tablet.network.cut();
		const shared = core(one);
		shared.act(() => ticksIn(shared).set('kanarie-late', true));
		await play.pass(5000);
		expect(await found()).toContain('O6');
	});

	test('O7: entries that lie there for ever', async () => {
		for (const view of play.views) {
			view.log.line.stop();
			view.log.line.start();
		}
		const [one] = two();
		const shared = core(one);
		const { snapshots } = play.server.store;
		play.server.store.snapshots = async () => [];
		for (let count = 0; count < 30; count++) {
			shared.act(() => ticksIn(shared).set(`kanarie-more-${count}`, true));
			await play.pass(50);
		}
		await play.pass(3000);
		expect(await found()).toContain('O7');
		play.server.store.snapshots = snapshots;
	});

	test('O8: a word that stands twice', async () => {
		const [one] = two();
		textOf(core(one)).insert(0, '<from before><from before>');
		expect(await found()).toContain('O8');
	});

	test('O9: a screen that says more than is so', async () => {
		const [one] = two();
		await play.pass(10_000);
		play.server.had.clear();
		expect(untrueClaims(play, one)).not.toEqual([]);
	});
});
