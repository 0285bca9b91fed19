import { describe, expect, test } from 'vitest';
import { Committee, seeded, type Tablet } from '#tests/sealed-log.ts';
import { type Bytes, utf8 } from '#lib/sealed-log/bytes.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { signEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';
import { type Chain, lean, settle } from './chain.ts';
import { epochKeys } from './keys.ts';
import * as make from './make.ts';
import { activeDevices, adminTablets, currentEpoch, openInvitations } from './state.ts';

type World = Awaited<ReturnType<typeof world>>;
const world = (seed: string) => Committee.found(seeded(seed));

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => {
	let state = seed;
	return (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

interface Links {
	tablets: Map<string, Tablet<SeededKey>>;
	secrets: Map<string, Bytes>;
}

/** Somebody tries something, allowed or not. */
const attempt = async (committee: World, { tablets, secrets }: Links, roll: (below: number) => number) => {
	const pick = <T>(from: readonly T[]): T | undefined => from[roll(from.length)];
	const admins = adminTablets(committee.state).flatMap(({ id }) => tablets.get(id) ?? []);
	const author = pick(roll(3) > 0 ? admins : [...tablets.values()]) ?? committee.founder;
	const target = pick([...committee.state.devices.keys()]) ?? committee.founder.id;
	const role = pick(['read', 'write', 'admin'] as const) ?? 'read';
	const by = committee.by(author);
	const key = await committee.key(undefined, admins[0]);
	const open = openInvitations(committee.state).map(({ id }) => id);
	switch (roll(8)) {
		case 0: {
			const tablet = await committee.tablet();
			tablets.set(tablet.id, tablet);
			const newcomer = await make.introduce(committee.crypto, committee.log, tablet.pairs, role);
			return committee.attempt(await make.certify(by, key, newcomer));
		}
		case 1: {
			const made = await make.invite(by, key, { role, expiresAt: 1 });
			secrets.set(made.id, made.secret);
			return committee.attempt(made.sealed);
		}
		case 2: {
			const secret = secrets.get(pick([...secrets.keys()]) ?? '');
			const opened = secret && (await make.openInvitation(committee.crypto, committee.state, secret));
			if (!opened) return undefined;
			const tablet = await committee.tablet();
			tablets.set(tablet.id, tablet);
			return committee.attempt(await make.redeem(by, opened, key, tablet.pairs));
		}
		case 3:
			return committee.attempt(await make.withdraw(by, pick([...secrets.keys()]) ?? target));
		case 4:
			return committee.attempt(await make.revoke(by, target, []));
		case 5:
			return committee.attempt(await make.changeRole(by, target, role));
		case 6:
			return committee.attempt((await make.recoverySheet(by, key)).sealed);
		default:
			return committee.attempt(
				(
					await make.newEpoch(
						by,
						key,
						open.filter(() => roll(2) === 0),
					)
				).sealed,
			);
	}
};

/** What has to be true of every membership, whatever was tried. */
const expectWhole = async (committee: World, { tablets, secrets }: Links) => {
	const { state, crypto } = committee;
	expect(adminTablets(state).length).toBeGreaterThan(0);
	const latest = currentEpoch(state);
	for (const { id } of activeDevices(state)) {
		const tablet = tablets.get(id);
		if (tablet) expect([...(await epochKeys(crypto, state, tablet)).keys()]).toHaveLength(latest);
	}
	for (const { id } of openInvitations(state)) {
		const opened = await make.openInvitation(crypto, state, secrets.get(id) ?? utf8(''));
		const keys = opened && (await epochKeys(crypto, state, { id, pairs: opened.pairs }));
		expect(keys?.has(latest)).toBe(true);
	}
	for (const device of state.devices.values()) {
		const tablet = tablets.get(device.id);
		if (device.revoked === undefined || !tablet) continue;
		const keys = await epochKeys(crypto, state, tablet);
		const turned = committee.chain.links.findIndex((link) => currentEpoch(link.state) === latest) + 1;
		if (turned > device.revoked) expect(keys.has(latest)).toBe(false);
	}
};

const slow = { timeout: 30_000 };

describe('whatever people try', () => {
	test.each([1, 2, 3, 4, 5, 6])('a committee stays whole, with seed %i', slow, async (seed) => {
		const committee = await world(`chance ${seed}`);
		const links: Links = {
			tablets: new Map([[committee.founder.id, committee.founder]]),
			secrets: new Map(),
		};
		const roll = dice(seed);
		const outcomes = new Set<string>();
		for (let count = 0; count < 100; count++) {
			outcomes.add((await attempt(committee, links, roll)) ?? 'taken');
			if (count % 20 === 19) await expectWhole(committee, links);
		}
		expect(committee.chain.links.length).toBeGreaterThan(20);
		expect(outcomes.size).toBeGreaterThan(5);
	});

	test('chains that part anywhere are settled alike from both sides', slow, async () => {
		const mirror: Record<string, string> = {
			mine: 'theirs',
			theirs: 'mine',
			ahead: 'behind',
			behind: 'ahead',
		};
		const standings = new Set<string>();
		for (let seed = 1; seed <= 25; seed++) {
			const committee = await world(`parting ${seed}`);
			const links: Links = {
				tablets: new Map([[committee.founder.id, committee.founder]]),
				secrets: new Map(),
			};
			const roll = dice(seed);
			for (let count = 0; count < 20; count++) await attempt(committee, links, roll);
			const branches: Chain[] = [];
			for (const length of [roll(5), roll(5)]) {
				const branch = committee.twin();
				for (let count = 0; count < length; count++) await attempt(branch, links, roll);
				branches.push(branch.chain);
			}
			const [one = committee.chain, other = committee.chain] = branches;
			const [here, there] = [settle(one, other).standing, settle(other, one).standing];
			expect(there).toBe(mirror[here] ?? here);
			// A server holds no entries of its chain.
			expect(settle(lean(one), other).standing).toBe(here);
			expect(settle(lean(one), lean(other)).standing).toBe(here);
			standings.add(here);
		}
		expect(standings.size).toBeGreaterThan(3);
	});

	test('a thousand mangled payloads are refused, or say what they say', async () => {
		const committee = await world('mangled');
		const { id } = await committee.invited();
		const roll = dice(9);
		const { payload } = (await make.newEpoch(committee.by(), await committee.key(), [id])).sealed.entry;
		for (let count = 0; count < 1000; count++) {
			const mangled = payload.slice(0, roll(4) === 0 ? roll(payload.length) : payload.length);
			for (let times = 1 + roll(3); times > 0 && mangled.length > 0; times--)
				mangled[roll(mangled.length)] = roll(128);
			const place = { counter: committee.state.length + 1, prev: committee.state.head };
			const draft = { kind: kinds.control, log: committee.log, ...place };
			const entry = await signEntry(committee.crypto, committee.founder.author, draft, mangled);
			const twin = committee.twin();
			expect(['malformed', 'wrong-wraps', undefined]).toContain(await twin.attempt(entry));
		}
	});
});
