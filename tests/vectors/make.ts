import { type Bytes, concat, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import type { WebKey } from '#lib/sealed-log/crypto/web.ts';
import { encodeCountersigned, encodeCoverage, encodePlace } from '#lib/sealed-log/entry/extra.ts';
import { firstHead, nextHead } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { pad } from '#lib/sealed-log/entry/padding.ts';
import { type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { epochKeys, sixDigits } from '#lib/sealed-log/membership/keys.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import type { Membership } from '#lib/sealed-log/membership/state.ts';
import { encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import { noChain, nowhere, type Sent } from '#lib/sealed-log/wire/frames.ts';
import { proveConnection } from '#lib/sealed-log/wire/proof.ts';
import { Committee, cutAt, type Tablet } from '#tests/sealed-log.ts';
import type { FixedCrypto } from './crypto.ts';
import { sumVectors } from './sum.ts';

/** How a membership looks from outside, for another implementation to compare. */
export const pictureOf = (state: Membership) => ({
	head: state.head,
	length: state.length,
	owes: state.owes,
	newer: state.newer,
	devices: [...state.devices.values()].map(({ id, role, revoked, since, sheet, cuts }) => ({
		id,
		role,
		since,
		revoked: revoked ?? null,
		sheet: sheet?.id ?? null,
		cuts: [...cuts.values()],
	})),
	invitations: [...state.invitations.values()].map(({ id, role, state: stands }) => ({ id, role, stands })),
	epochs: state.epochs.map(({ number, check }) => ({ number, check })),
});

const described = ({ id, entry, bytes }: Sealed) => ({ id, bytes, header: { ...entry, payload: undefined } });

const incarnation = toText(zeros(16).fill(0xab));

/** Everything that stands in the vectors: the same each time that nothing has changed. */
export const makeVectors = async (crypto: FixedCrypto) => {
	const committee = await Committee.found(crypto);
	const { founder, log } = committee;
	const chain: object[] = [];
	const link = async (name: string, sealed: Sealed) => {
		const refusal = await committee.attempt(sealed);
		chain.push({ name, ...described(sealed), refusal: refusal ?? null, after: pictureOf(committee.state) });
	};
	chain.push({
		name: 'found',
		...described(committee.founding),
		refusal: null,
		after: pictureOf(committee.state),
	});

	const sheet = await make.recoverySheet(committee.by(), await committee.key());
	await link('certify a recovery sheet', sheet.sealed);
	const second = await committee.tablet();
	await link('certify a second admin', await committee.certification(second, 'admin'));
	const key = await committee.key();
	const invitation = await make.invite(committee.by(), key, { role: 'write', expiresAt: 1_800_000_000_000 });
	await link('invite', invitation.sealed);
	const third = await committee.tablet();
	const redemption = await committee.redemption(invitation.secret, third);
	await link('certify by invitation', redemption);
	await link('the same once more', redemption);
	const fourth = await committee.tablet();
	await link('certify by an invitation that is spent', await committee.redemption(invitation.secret, fourth));

	const written = await entriesOf(committee, third, second);
	const turn = await make.newEpoch(committee.by(), await committee.key(), []);
	await link('epoch', turn.sealed);
	const later = await committee.writes(third, {
		after: written.snapshot,
		text: 'under the second key',
	});
	const other = await make.invite(committee.by(third), turn.key, {
		role: 'read',
		expiresAt: 1_800_000_000_000,
	});
	await link('invite by a writer', other.sealed);
	await link('withdraw by a stranger', await make.withdraw(committee.by(fourth), other.id));
	await link('withdraw', await make.withdraw(committee.by(third), other.id));
	await link('role up', await make.changeRole(committee.by(), third.id, 'admin'));
	await link(
		'role down, with a cut',
		await make.changeRole(committee.by(), third.id, 'read', [cutAt(later)]),
	);
	await link('revoke', await make.revoke(committee.by(), second.id, [cutAt(written.countersign)]));
	const more = await committee.writes(founder);
	await link('close', await make.close(committee.by(), founder.id, [cutAt(more)]));
	await link('revoke the last admin', await make.revoke(committee.by(), founder.id, []));
	await link('epoch after a removal', (await make.newEpoch(committee.by(), turn.key, [])).sealed);
	await link('an action of a newer program', await committee.control({ do: 'rename', to: 'æøå' }));

	const state = committee.state;
	const holders = { founder, second, third, sheet: await sheetHolder(committee, sheet.secret) };
	const opened = await Promise.all(
		Object.entries(holders).map(async ([name, holder]) => {
			const found = await epochKeys(crypto, state, holder);
			return { name, id: holder.id, epochs: [...found].map(([epoch, raw]) => ({ epoch, key: raw })) };
		}),
	);
	const all = [...written.session, written.snapshot, later, written.countersign];
	const plaintexts = [...written.plaintexts, 'under the second key'];
	return {
		keys: crypto.used,
		log,
		padding: [0, 1, 252, 253, 300, 1000, 65_532, 1_000_000].map((size) => ({
			size,
			padded: pad(zeros(size)).length,
		})),
		chain,
		opened,
		links: [
			{ for: 'the invitation', secret: invitation.secret, id: invitation.id },
			{ for: 'the recovery sheet', secret: sheet.secret, id: state.devices.get(sheet.device)?.sheet?.id },
		],
		sixDigits: { certification: redemption.id, digits: await sixDigits(crypto, log, redemption.id) },
		entries: [
			...all.map((sealed, at) => ({ ...described(sealed), plaintext: plaintexts[at] ?? null })),
			...written.passing.map((sealed) => ({ ...described(sealed), plaintext: null })),
		],
		runningHash: {
			incarnation,
			ids: all.map(({ id }) => id),
			heads: await headsOf(crypto, log, all),
		},
		refusedEntries: refusedOf(written.session[0]?.bytes ?? zeros(0)),
		frames: await framesOf(crypto, founder, log, written.session[0] ?? redemption, committee.founding),
		sum: await sumVectors(crypto, log, [founder.id, third.id, fourth.id]),
	};
};

const sheetHolder = async (committee: Committee<WebKey>, secret: Bytes) => {
	const opened = await make.openSheet(committee.crypto, committee.state, secret);
	if (!opened) throw new Error('no sheet');
	return { id: opened.device, pairs: opened.pairs };
};

/** Two updates, what a snapshot of them says, its countersignature, and what is only passed on. */
const entriesOf = async (committee: Committee<WebKey>, writer: Tablet<WebKey>, witness: Tablet<WebKey>) => {
	const texts = ['Vi vil mere ud', 'og hjem igen', 'the state of the document'];
	const first = await committee.writes(writer, { document: 'year-2027', text: texts[0] ?? '' });
	const update = await committee.writes(writer, {
		after: first,
		document: 'year-2027',
		text: texts[1] ?? '',
	});
	const marks = [{ device: writer.id, session: update.entry.session, counter: 2, id: update.id }];
	const snapshot = await committee.writes(writer, {
		kind: kinds.snapshot,
		after: update,
		document: 'year-2027',
		client: 0,
		extra: encodeCoverage(marks),
		text: texts[2] ?? '',
	});
	const { log } = committee;
	const draft = { log, session: toText(zeros(8).fill(5)), counter: 1, document: 'year-2027' };
	const countersign = await signEntry(committee.crypto, witness.author, {
		...draft,
		kind: kinds.countersign,
		extra: encodeCountersigned(snapshot.id),
	});
	const present = await committee.writes(writer, { kind: kinds.ephemeral, text: 'here' });
	const extra = encodePlace({ incarnation, seq: 2 ** 33 + 7, head: update.id });
	const head = await signEntry(committee.crypto, writer.author, { kind: kinds.head, log, extra });
	const stored = await signEntry(
		committee.crypto,
		writer.author,
		{ ...draft, kind: 77, counter: 2, prev: update.id, extra: utf8('extra') },
		utf8('of a newer program'),
	);
	const passing = [present, head, stored];
	return { session: [first, update], snapshot, countersign, passing, plaintexts: texts };
};

/** Changes of a good entry (of kind 1) that every implementation refuses, and why. */
const refusedOf = (good: Bytes) => {
	const changed = (at: number, ...bytes: number[]) => {
		const copy = good.slice();
		copy.set(bytes, at);
		return copy;
	};
	return [
		{ why: 'cut off', bytes: good.slice(0, -1), reason: 'malformed' },
		{ why: 'a byte too many', bytes: concat(good, zeros(1)), reason: 'malformed' },
		{ why: 'another version', bytes: changed(0, 2), reason: 'unsupported' },
		{ why: 'kind zero', bytes: changed(1, 0), reason: 'malformed' },
		{ why: 'another suite', bytes: changed(2, 2), reason: 'unsupported' },
		{ why: 'the fourth byte', bytes: changed(3, 1), reason: 'malformed' },
		{ why: 'a capital letter in the name', bytes: changed(20, 0x59), reason: 'malformed' },
		{ why: 'a letter after the end of the name', bytes: changed(35, 0x61), reason: 'malformed' },
		{ why: 'sealed under no epoch', bytes: changed(36, 0, 0, 0, 0), reason: 'malformed' },
		{ why: 'no session', bytes: changed(56, 0, 0, 0, 0, 0, 0, 0, 0), reason: 'malformed' },
		{ why: 'the second, after nothing', bytes: changed(64, 0, 0, 0, 2), reason: 'malformed' },
		{ why: 'the first, after something', bytes: changed(68, 1), reason: 'malformed' },
		{ why: 'an extra that is longer than all', bytes: changed(116, 255, 255, 255, 255), reason: 'malformed' },
		{ why: 'over the limit of a head', bytes: concat(changed(1, 5), zeros(1024)), reason: 'too-large' },
	];
};

const headsOf = async (crypto: FixedCrypto, log: string, entries: readonly Sealed[]) => {
	const heads = [firstHead(log, incarnation)];
	for (const { id } of entries) heads.push(await nextHead(crypto, heads.at(-1) ?? '', id));
	return heads;
};

const framesOf = async (
	crypto: FixedCrypto,
	founder: Tablet<WebKey>,
	log: string,
	entry: Sealed,
	founding: Sealed,
) => {
	const nonce = zeros(32).fill(0xcd);
	const origin = 'https://medspil.example.dk';
	const signature = await proveConnection(crypto, founder.author.sign, {
		log,
		who: founder.id,
		nonce,
		origin,
	});
	const place = { incarnation, seq: 41, head: entry.id };
	const chain = { length: 3, head: founding.id };
	const { device, session, counter } = entry.entry;
	const sessions = [{ device, session, counter, id: entry.id }];
	const frames: Sent[] = [
		{ type: 'hello', log, who: founder.id, place, chain },
		{ type: 'hello', log, who: founder.id, place: nowhere, chain: noChain },
		{ type: 'challenge', nonce },
		{ type: 'proof', origin, signature },
		{ type: 'welcome', place, chain, time: 1_800_000_000_000, sessions, heads: [zeros(3).fill(1)] },
		{ type: 'found', token: 'token', entry: founding },
		{ type: 'find', log, id: founder.id },
		{ type: 'box', who: founder.id, keys: founder.pairs.keys, box: zeros(80).fill(9) },
		{ type: 'append', entry },
		{ type: 'backfill', entry },
		{ type: 'pass', entry },
		{ type: 'appended', id: entry.id, seq: 42, head: founding.id },
		{ type: 'refused', about: entry.id, code: 'counter-taken', counter: 1, id: founding.id },
		{ type: 'fetch', what: 'all', after: 41 },
		{ type: 'entries', entries: [{ seq: 42, entry: entry.bytes }], place, more: false },
		{ type: 'vector', chain, sessions },
		{ type: 'lease', document: 'core' },
		{ type: 'leased', document: 'core', time: 60_000 },
		{ type: 'ping', mark: 7 },
		{ type: 'pong', mark: 7 },
	];
	return frames.map((frame) => ({ bytes: encodeFrame(frame), frame: received(frame) }));
};

/** As the other end has it: an entry is bytes. */
const received = (frame: Sent): object => ('entry' in frame ? { ...frame, entry: frame.entry.bytes } : frame);

/** Bytes as text, as they stand in the file. */
export const asJson = (value: unknown): string =>
	JSON.stringify(value, (_, each: unknown) => (each instanceof Uint8Array ? toText(each) : each), '\t');
