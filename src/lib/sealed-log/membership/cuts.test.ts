import { describe, expect, test } from 'vitest';
import { Committee, cutAt, seeded, type Tablet } from '#tests/sealed-log.ts';
import { toText, zeros } from '#lib/sealed-log/bytes.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';
import { judge, leftOut } from './judge.ts';
import { changeRole, close, revoke } from './make.ts';

const world = () => Committee.found(seeded());

const mark = ({ id, entry }: Sealed) => ({
	device: entry.device,
	session: entry.session,
	counter: entry.counter,
	id,
});

/** A session of three entries. */
const session = async (committee: Awaited<ReturnType<typeof world>>, tablet: Tablet<SeededKey>) => {
	const first = await committee.writes(tablet);
	const second = await committee.writes(tablet, { after: first });
	return { first, second, third: await committee.writes(tablet, { after: second }) };
};

describe('cuts', () => {
	test('[SK14] a cut that would strike out what the log holds is found out', async () => {
		const committee = await world();
		const [writer, other] = [await committee.member(), await committee.member()];
		const { second, third } = await session(committee, writer);
		const elsewhere = await committee.writes(writer);
		const held = [mark(third), mark(elsewhere), mark(await committee.writes(other))];
		const missed = async (...cuts: Sealed[]) =>
			leftOut(committee.state, await revoke(committee.by(), writer.id, cuts.map(cutAt)), held);
		expect(await missed()).toEqual([mark(third), mark(elsewhere)]);
		expect(await missed(second, elsewhere)).toEqual([mark(third)]);
		const instead = await committee.writes(writer, { after: second, text: 'noget andet' });
		expect(await missed(instead, elsewhere)).toEqual([mark(third)]);
		expect(await missed(third, elsewhere)).toEqual([]);
		// The server may have forgotten what the admin has seen.
		const fourth = await committee.writes(writer, { after: third });
		expect(await missed(fourth, elsewhere)).toEqual([]);

		const demoted = await changeRole(committee.by(), writer.id, 'read', []);
		expect(leftOut(committee.state, demoted, held)).toEqual([mark(third), mark(elsewhere)]);
		const promoted = await changeRole(committee.by(), writer.id, 'admin');
		expect(leftOut(committee.state, promoted, held)).toEqual([]);
	});

	test('[SK14] where one entry has no room for all cuts, sessions are closed before', async () => {
		const committee = await world();
		const writer = await committee.member();
		const { second, third } = await session(committee, writer);
		const elsewhere = await committee.writes(writer);
		const held = [mark(third), mark(elsewhere)];
		const short = await close(committee.by(), writer.id, [cutAt(second)]);
		expect(leftOut(committee.state, short, held)).toEqual([mark(third)]);
		const first = await close(committee.by(), writer.id, [cutAt(third)]);
		expect(leftOut(committee.state, first, held)).toEqual([]);
		expect(await committee.attempt(await close(committee.by(writer), writer.id, [cutAt(third)]))).toBe(
			'not-allowed',
		);
		await committee.add(first);
		expect(await committee.attempt(await close(committee.by(), writer.id, [cutAt(third)]))).toBe('no-change');
		expect(judge(committee.state, await committee.writes(writer, { after: third }), 'now')).toBe(
			'beyond-cut',
		);
		expect(judge(committee.state, await committee.writes(writer), 'now')).toBeUndefined();
		const rest = await revoke(committee.by(), writer.id, [cutAt(elsewhere)]);
		expect(leftOut(committee.state, rest, held)).toEqual([]);
		await committee.add(rest);
		for (const one of [third, elsewhere]) expect(judge(committee.state, one, 'then')).toBeUndefined();
		expect(await committee.attempt(await close(committee.by(), writer.id, [cutAt(third)]))).toBe(
			'unknown-device',
		);
	});

	test('[SK14] six hundred cuts have room in one entry', async () => {
		const committee = await world();
		const writer = await committee.member();
		const cuts = Array.from({ length: 600 }, (_, at) => ({
			session: toText(committee.crypto.randomBytes(8)),
			counter: at + 1000,
			id: toText(zeros(32)),
		}));
		const entry = await revoke(committee.by(), writer.id, cuts);
		expect(entry.bytes.length).toBeLessThan(64 * 1024);
		expect(await committee.attempt(entry)).toBeUndefined();
	});

	test('[SK14] a session stays closed where it first was', async () => {
		const committee = await world();
		const writer = await committee.member();
		const { first, third } = await session(committee, writer);
		await committee.add(await changeRole(committee.by(), writer.id, 'read', [cutAt(first)]));
		await committee.add(await changeRole(committee.by(), writer.id, 'write'));
		const newer = await committee.writes(writer);
		const last = await revoke(committee.by(), writer.id, [cutAt(third), cutAt(newer)]);
		expect(leftOut(committee.state, last, [mark(first), mark(newer)])).toEqual([]);
		await committee.add(last);
		expect(judge(committee.state, third, 'then')).toBe('beyond-cut');
		expect(judge(committee.state, newer, 'then')).toBeUndefined();
		const onlyNewer = await revoke(committee.by(), writer.id, [cutAt(newer)]);
		expect(leftOut(committee.state, onlyNewer, [mark(first), mark(newer)])).toEqual([]);
	});
});
