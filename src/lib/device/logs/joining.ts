import { Committee } from '#lib/committees/document.ts';
import { core, type DocumentName } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import type { LogRow } from '#lib/sealed-log/engine/keeping/rows.ts';
import type { JoinRefusal } from '#lib/sealed-log/engine/members/joining.ts';
import { readTicket } from '#lib/sealed-log/engine/members/links.ts';
import * as Y from 'yjs';
import type { Device } from '../device.svelte.ts';
import { rememberProfile } from '../keeping/remember.ts';
import { type Logs, type OpenLog, readDocument } from './logs.ts';
import { committeeIn, putPlain } from './plain.ts';

/**
 * What became of a link or a recovery sheet. `known`: this tablet is in that committee already; by this very link (`known-own`),
 * or the link can let nobody in any more (`known-over`).
 */
export type JoinedHere =
	| {
			ok: true;
			committee: string;
			/** Six digits that the inviter's screen shows too. */
			digits: string;
			/** What the committee is called; empty while its documents are not here yet. */
			name: string;
	  }
	| { ok: false; reason: JoinRefusal | 'known-own' | 'known-over' | 'mangled'; committee?: string };

/** Milliseconds that a newcomer waits for the committee's documents. */
const PATIENCE = 20_000;

/** Spends a link: this device is in the committee from now on. */
export const joinHere = async (device: Device, ticket: string): Promise<JoinedHere> => {
	const logs = await device.sealed.logs();
	const { archive } = logs.engine;
	const read = readTicket(ticket);
	const log = read?.log ?? '';
	const before = await archive.log(log);
	// A tablet that was taken out comes back with new keys: what it had not sent by then comes along.
	if (before && before.standing !== 'in') await bring(device, logs, before);
	const joined = await logs.engine.join(ticket, newId());
	if (!joined.ok && joined.reason !== 'known') return joined;
	const opened = await logs.engine.open(log);
	if (!joined.ok) {
		if (!read || !opened) return joined;
		const link = await opened.members.linkOf(read.secret);
		const reason = link === 'open' ? 'known' : (`known-${link}` as const);
		return { ok: false, reason, committee: opened.row.committee };
	}
	if (!opened) throw new Error('joined, and it is not there');
	const doc = await arrived(opened);
	const committee = await settle(device, logs, opened, committeeIn(doc));
	const profile = new Committee(new SharedDocument(core, doc)).profile();
	await device.readmit(committee);
	await rememberProfile(device, committee, profile, { openedAt: device.clock().toISOString() });
	return { ok: true, committee, digits: joined.digits, name: profile.name };
};

/** What the committee is, as soon as it has come; what there is of it when it does not come in time. */
const arrived = async (log: OpenLog): Promise<Y.Doc> => {
	const until = Date.now() + PATIENCE;
	for (;;) {
		const doc = await readDocument(log, core);
		if (committeeIn(doc) !== undefined || Date.now() > until) return doc;
		await new Promise<void>((resolve) => {
			const stop = log.watch({ changed: () => done() });
			const timer = setTimeout(() => done(), 500);
			const done = () => {
				stop();
				clearTimeout(timer);
				resolve();
			};
		});
	}
};

/**
 * Everywhere a committee has the same address. If this device knows it already, from a backup or from before it was taken
 * out, what it held is kept and handed in.
 */
const settle = async (
	device: Device,
	logs: Logs,
	log: OpenLog,
	committee: string | undefined,
): Promise<string> => {
	const before = log.row.committee;
	if (committee === undefined || committee === before) return before;
	const other = await logs.engine.archive.logOf(committee);
	if (other) await bring(device, logs, other);
	await device.close(committee);
	await logs.rename(log.id, committee);
	return committee;
};

/** Puts what a log holds where it is taken into the log that its committee is going to have. */
const bring = async (device: Device, logs: Logs, { id, committee }: LogRow): Promise<void> => {
	await device.close(committee);
	const log = await logs.engine.open(id);
	if (!log) return;
	const held = new Map<DocumentName, Uint8Array>();
	for (const document of await logs.documents(committee)) {
		const doc = await readDocument(log, document);
		held.set(document, Y.encodeStateAsUpdate(doc));
	}
	await putPlain(device.db, committee, held);
};
