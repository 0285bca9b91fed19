import type { Mistake } from './mistake.ts';

/** Mistakes of the whole, for the simulation to find (tests/simulation/drill.ts), each with what goes wrong by it. */
const mistakes: Mistake[] = [
	[
		'the cursor is stored before what it leads past',
		'lib/sealed-log/engine/line/incoming.ts',
		'const taken = await take(archive, log, incoming, place',
		'await archive.change(log, () => ({ place })); const taken = await take(archive, log, incoming, place',
	],
	[
		'what is changed is called saved before it is stored',
		'lib/sealed-log/engine/standing.ts',
		'if (is) this.#unstored.add(document);',
		'if (is && this.#unstored.size < 0) this.#unstored.add(document);',
	],
	[
		'an entry is stored and not laid out for the server',
		'lib/sealed-log/engine/keeping/putting.ts',
		"await tables.outbox.put({ log, n, id, how: 'append' });",
		"if (counter % 3 > 0) await tables.outbox.put({ log, n, id, how: 'append' });",
	],
	[
		'what was sent counts as arrived',
		'lib/sealed-log/engine/line/outgoing.ts',
		'this.#send({ type: how, entry: read.sealed });',
		"this.#send({ type: how, entry: read.sealed }); await archive.run('rw', (tables) => tables.outbox.delete([id, n]));",
	],
	[
		'a server that has forgotten is not given back what it lacks',
		'lib/sealed-log/engine/keeping/intake.ts',
		"if (!waits) await tables.outbox.put({ log, n: entry.n, id: entry.id, how: 'backfill' });",
		'',
	],
	[
		'how far others had come is believed of a server that went back in time',
		'lib/sealed-log/engine/keeping/intake.ts',
		'await tables.heads.put({ ...head, place: nowhere });',
		'void [head, nowhere];',
	],
	[
		'changes under another name are let in',
		'lib/sealed-log/engine/documents/reading/guard.ts',
		"if (found.size > (reach ? 1 : 0)) return 'other-client';",
		'if (found.size > 1) return undefined;',
	],
	[
		'another session may write under a name that has an owner',
		'lib/sealed-log/engine/documents/reading/guard.ts',
		'if (known && !isSame(known.owner, owner)) return { rival: known };',
		'',
	],
	[
		'an import may bring changes under a living name',
		'lib/sealed-log/engine/documents/reading/guard.ts',
		'if (known && !isImported(known.owner) && !isClosed(known.owner)) return { rival: known };',
		'',
	],
	[
		'who was removed is read all the same',
		'lib/sealed-log/membership/judge.ts',
		'if (!cut) return standing;',
		"if (!cut) return when === 'now' ? standing : undefined;",
	],
	[
		'a signature is not checked',
		'lib/sealed-log/engine/line/passing/believed.ts',
		"return 'bad-signature';",
		'return undefined;',
	],
	[
		'a device that nobody has certified is read',
		'lib/sealed-log/membership/judge.ts',
		"if (!device) return 'unknown-device';",
		'if (!device) return undefined;',
	],
	[
		'the server drops what any snapshot stands for, countersigned or not',
		'server/log/room/ledger/snapshots.ts',
		'coverings.filter((each) => each.marks.length > 0 && isCountersigned(state, each))',
		'coverings.filter((each) => each.marks.length > 0 && state !== undefined)',
	],
	[
		'the server says that it has stored something before it has',
		'server/log/room/room.ts',
		'if (!(await this.#parts.store.append(this.log, { ...draft.change, heads }))) return false;',
		'void this.#parts.store.append(this.log, { ...draft.change, heads }).catch(() => false);',
	],
	[
		'the server takes the same entry twice',
		'server/log/room/judging/entries.ts',
		"if (held?.id === sealed.id) return { type: 'again', lying: held };",
		"if (held?.id === sealed.id) return { type: 'stored', entry: await draft.add(bench.crypto, sealed) };",
	],
	[
		'what was sealed under the key of yesterday is given up',
		'lib/sealed-log/engine/line/outgoing.ts',
		'this.#stale.add(session);\n				return;',
		'this.#stuck.add(session);\n				return;',
	],
	[
		'the chain is not handed back',
		'lib/sealed-log/engine/line/settling.ts',
		"case 'ahead':\n		case 'mine':\n			return rest;",
		"case 'ahead':\n		case 'mine':\n			return rest.slice(0, 0);",
	],
	[
		'all tabs write under the same name',
		'lib/sealed-log/engine/documents/pen.ts',
		'const own = client ?? random;',
		'const own = client ?? (random % 2) + 1;',
	],
	[
		'what is sealed is not encrypted',
		'lib/sealed-log/entry/sealed.ts',
		'const payload = await crypto.seal(key, nonce, encodeHeader(header), pad(plaintext));',
		'const sealed = await crypto.seal(key, nonce, encodeHeader(header), pad(plaintext)); const payload = draft.kind === 1 ? concat(pad(plaintext), zeros(16)) : sealed;',
	],
	[
		'who is gone is shown for ever',
		'lib/sealed-log/engine/line/passing/presence.ts',
		'return [...this.#others.values()].flat().filter(({ at }) => at > since);',
		'return [...this.#others.values()].flat().filter(({ at }) => at > since - 1e9);',
	],
	[
		'nobody countersigns',
		'lib/sealed-log/engine/upkeep/snapshots.ts',
		'if (last && !isCountersigned && roll.isIndependent(row.device, last.device))',
		'if (last && !isCountersigned && roll.isIndependent(row.device, row.device))',
	],
];

export const planted = mistakes.map(([what, file, from, to], at) => ({
	name: `D${at + 1}`,
	what,
	file: `src/${file}`,
	from,
	to,
}));
