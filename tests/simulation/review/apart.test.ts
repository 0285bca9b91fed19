import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCoverage, type SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { believed } from '#lib/sealed-log/engine/documents/reading/bases/believing.ts';
import { imported, Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { DocumentReader } from '#lib/sealed-log/engine/documents/reading/reader.ts';
import { encodeState } from '#lib/sealed-log/engine/documents/reading/state.ts';
import { mayLack } from '#lib/sealed-log/engine/members/closing.ts';
import { adopt, basesOf } from '#lib/sealed-log/engine/documents/reading/bases/adopting.ts';
import { Rig } from './rig.ts';

const devices = { one: 'AAAAAAAAAAAAAAAAAAAAAA', other: 'AQEBAQEBAQEBAQEBAQEBAQ' };
const words = { device: devices.one, session: 'AAAAAAAAAAA', counter: 3, id: noEntry };
const more = { device: devices.other, session: 'AQEBAQEBAQE', counter: 2, id: noEntry };

/** A tablet, and snapshots of which each stands for what the test says. */
const begun = async (seed: number) => {
	const rig = new Rig(seed);
	const a = await rig.found();
	await rig.pass();
	const { sealing, archive, id: log, roll } = a.log;
	const snapshot = async (marks: readonly SessionMark[]) => {
		const ledger = new Ledger();
		const doc = new Y.Doc();
		for (const [at, { device, session }] of marks.entries()) {
			const word = `word ${session} `;
			doc.clientID = session === words.session ? 1001 : 1002;
			doc.getText('text').insert(0, word);
			ledger.set({ client: doc.clientID, owner: { device, session }, clock: word.length, n: at });
		}
		const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
		const session = toText(rig.crypto.randomBytes(8));
		const draft = { kind: kinds.snapshot, document: 'core', session, counter: 1, prev: noEntry };
		const extra = encodeCoverage(marks);
		const sealed = await rig.done(roll.seal({ ...draft, client: 0, extra }, encodeState({ ledger, update })));
		await rig.done(archive.append(log, [sealed]));
		return sealed;
	};
	const takes = async (marks: readonly SessionMark[]) => {
		const { id } = await snapshot(marks);
		await rig.done(
			adopt(
				archive,
				{ log, document: 'core', id },
				marks.map((mark) => ({ ...mark, client: 0 })),
			),
		);
		return id;
	};
	const readFrom = async () => (await rig.done(basesOf(archive, log, 'core'))).map(({ id }) => id);
	const belief = async (marks: readonly SessionMark[], seq: number, mine = new Ledger()) => {
		const { id } = await snapshot(marks);
		const row = await rig.done(archive.entryOf(log, id));
		if (!row) throw new Error('not stored');
		const theirs = new Ledger();
		theirs.set({ client: 9, owner: { device: a.log.row.device, session: 'AgICAgICAgI' }, clock: 1, n: 0 });
		const reading = { document: 'core', ledger: mine, own: undefined };
		return rig.done(believed(reading, sealing, { ...row, seq }, theirs));
	};
	return { rig, a, takes, readFrom, belief, sealing };
};

test('[SD16] what was made apart is read from together, until one stands for all of it', async () => {
	const { takes, readFrom } = await begun(1);
	const first = await takes([words]);
	const second = await takes([more]);
	expect(await readFrom()).toEqual([first, second]);
	const third = await takes([{ ...words, counter: 2 }, more]);
	expect(await readFrom()).toEqual([first, third]);
	const whole = await takes([words, more]);
	expect(await readFrom()).toEqual([whole]);
});

test('[SD16] a document has what each of the snapshots stands for that it is read from, and guards the names of all', async () => {
	const { rig, takes, sealing } = await begun(2);
	await takes([words]);
	await takes([more]);
	const reader = new DocumentReader(sealing, 'core');
	const doc = new Y.Doc();
	for (const update of (await rig.done(reader.begin())) ?? []) Y.applyUpdate(doc, update);
	expect(doc.getText('text').toString()).toContain(words.session);
	expect(doc.getText('text').toString()).toContain(more.session);
	expect(reader.ledger.of(1001)?.owner.session).toBe(words.session);
	expect(reader.ledger.of(1002)?.owner.session).toBe(more.session);
	const short = new DocumentReader(sealing, 'core', [words]);
	expect(await rig.done(short.begin())).toBeUndefined();
});

test('[SD16] what the log had when the first was taken is believed as that was, and what comes later is not', async () => {
	const { a, takes, belief } = await begun(3);
	const { seq } = a.log.row.place;
	expect(await belief([more], seq)).toBe('no');
	await takes([words]);
	expect(await belief([more], seq)).toBe('yes');
	expect(await belief([more], seq + 1)).toBe('no');
});

test('[SD16] one that names another entry in the same place of a session is not read from beside the first', async () => {
	const { a, takes, belief } = await begun(4);
	await takes([words, { ...more, counter: 1 }]);
	const other = { ...words, id: toText(new Uint8Array(32).fill(7)) };
	expect(await belief([other, more], a.log.row.place.seq)).toBe('yes');
	expect(await belief([other], a.log.row.place.seq)).toBe('no');
});

test('[SD15] what only a snapshot says of a name, one that stands for all of it may say otherwise', async () => {
	const { a, takes, belief } = await begun(5);
	await takes([words]);
	const ledger = new Ledger();
	ledger.set({ client: 9, owner: imported, clock: 1, n: 0 });
	expect(await belief([more], a.log.row.place.seq, ledger)).toBe('no');
	expect(await belief([words, more], a.log.row.place.seq, ledger)).toBe('anew');
});

test('[SE1] what came and was turned away is none of what may be missing, though a snapshot stands for it', async () => {
	const { rig, a, takes } = await begun(6);
	const { archive, id: log, roll, row } = a.log;
	await takes([{ ...more, device: row.device }]);
	const before = await rig.done(mayLack(archive, roll, log));
	const draft = { kind: kinds.update, document: 'core', session: more.session, counter: 1, prev: noEntry };
	const { id, bytes } = await rig.done(roll.seal({ ...draft, client: 7 }, new Uint8Array()));
	const turnedAway = { log, id, document: 'core', why: 'refused' as const, bytes };
	await rig.done(archive.setAside(turnedAway));
	expect(await rig.done(mayLack(archive, roll, log))).toBe(before);
	await rig.done(archive.setAside({ ...turnedAway, came: true }));
	expect(await rig.done(mayLack(archive, roll, log))).toBe(before - 1);
});
