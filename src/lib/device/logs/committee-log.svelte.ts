import { createSubscriber } from 'svelte/reactivity';
import { online } from 'svelte/reactivity/window';
import type { Concern } from '#lib/sealed-log/engine/line/subject.ts';
import type { Done } from '#lib/sealed-log/engine/members/members.ts';
import type { Role } from '#lib/sealed-log/membership/actions.ts';
import { activeDevices, isActive, openInvitations } from '#lib/sealed-log/membership/state.ts';
import type { Status } from '#lib/sealed-log/status.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import type { SumView } from '#lib/sealed-log/engine/members/sums/view.ts';
import type { OpenLog } from './logs.ts';

/** A masked sum as the engine has it open: `ready`, `fix`, `give`, `abandon`. */
export type OpenSum = Awaited<ReturnType<OpenLog['sums']['of']>>;

/** A tablet that is in, as the membership chain and the server tell. Its name stands in the `core` document. */
export interface LogTablet {
	device: string;
	role: Role;
	/** The tablet that shows this. */
	isOwn: boolean;
	/** The how-manieth it was to come in. */
	number: number;
	/** Milliseconds; undefined when it was never heard of. Display only. */
	heardAt: number | undefined;
	/** It has said that it holds all that this one knows the server to have. Of this tablet itself it says nothing. */
	holdsAll: boolean;
	/** Through which link it came, if that was one of those in `links`. */
	through: string;
	/** It came in by a recovery sheet. */
	bySheet: boolean;
}

/** A link that can still be used. What it says cannot be shown a second time. */
export interface OpenLink {
	id: string;
	role: Role;
	/** Milliseconds, by the server's clock. */
	expiresAt: number;
	isOwn: boolean;
}

/** Somebody else who is here just now, in one tab. */
export interface Visitor {
	device: string;
	/** What that tab says of itself. */
	what: Uint8Array;
}

/** What of a log is known of the server, for whoever asks how far it has come. */
export interface Progress {
	/** Milliseconds, display only: when something was last acknowledged as stored, and when the server was last in touch. */
	ackedAt: number | undefined;
	seenAt: number | undefined;
	/** Everything that the server has is read, and what is new comes by itself. */
	isLive: boolean;
	/** The server was called and does not answer, or there is no network. */
	isCut: boolean;
}

/** Milliseconds between two looks at who is still here: somebody who was cut off says nothing more. */
const LOOK = 5000;
const eachMoment = createSubscriber((update) => {
	const timer = setInterval(update, LOOK);
	return () => clearInterval(timer);
});

/** One committee's log as pages see it: everything that is read here reacts. */
export class CommitteeLog {
	#log: OpenLog;
	#subscribe: () => void;
	/** When the line to the server was last known to be up, in this tab. */
	#liveAt: number | undefined;

	constructor(log: OpenLog) {
		this.#log = log;
		let wasLive = false;
		log.watch({
			changed: () => {
				if (wasLive || log.line.isLive) this.#liveAt = log.clock.now();
				wasLive = log.line.isLive;
			},
		});
		this.#subscribe = createSubscriber((update) => log.watch({ changed: update }));
	}

	get #now(): OpenLog {
		this.#subscribe();
		return this.#log;
	}

	get status(): Status {
		return this.#now.status;
	}

	get concerns(): readonly Concern[] {
		return this.#now.concerns;
	}

	/** Somebody has read what is wrong, and puts it away until it happens again. */
	putAway(concern: Concern): void {
		this.#log.concern(concern, false);
	}

	get progress(): Progress {
		const { row, line } = this.#now;
		const { ackedAt } = row;
		const seenAt = this.#liveAt === undefined ? row.seenAt : Math.max(this.#liveAt, row.seenAt ?? 0);
		return { ackedAt, seenAt, isLive: line.isLive, isCut: this.#isCut };
	}

	get #isCut(): boolean {
		return this.#log.line.isCut || online.current === false;
	}

	/** The committee has taken this tablet out: it keeps what it has, and writes no more. */
	get isRemoved(): boolean {
		return this.#now.isRemoved;
	}

	/** Something was written here that the others do not have. */
	get isHolding(): boolean {
		const { status } = this.#now;
		return status.state === 'here' && status.waiting > 0;
	}

	/** This tablet, as the log knows it. */
	get device(): string {
		return this.#log.row.device;
	}

	/** What this tablet may do; undefined when it is not in. */
	get role(): Role | undefined {
		return this.tablets.find(({ isOwn }) => isOwn)?.role;
	}

	get tablets(): LogTablet[] {
		const log = this.#now;
		const { devices } = log.members.state;
		return [...devices.values()]
			.filter(({ sheet }) => !sheet)
			.map((device, at) => ({ ...device, number: at + 1 }))
			.filter(isActive)
			.map(({ id, role, number, certifiedBy }) => ({
				device: id,
				role,
				number,
				isOwn: id === log.row.device,
				heardAt: log.standing.lastHeard.get(id),
				holdsAll: log.standing.holdsAll(id),
				through: certifiedBy,
				bySheet: devices.get(certifiedBy)?.sheet !== undefined,
			}));
	}

	/** The recovery sheets that are still good, the latest last. */
	get sheets(): string[] {
		return activeDevices(this.#now.members.state)
			.filter(({ sheet }) => sheet !== undefined)
			.map(({ id }) => id);
	}

	/**
	 * Who let in each tablet that ever was in, and made each sheet, by id: a tablet, or the sheet that one came in by.
	 */
	get letInBy(): ReadonlyMap<string, string> {
		const { devices, invitations } = this.#now.members.state;
		return new Map(
			[...devices.values()]
				.map(({ id, certifiedBy }) => [id, invitations.get(certifiedBy)?.madeBy ?? certifiedBy] as const)
				.filter(([id, by]) => id !== by),
		);
	}

	/** The server has (or had) this committee: before that, nobody can come in. */
	get isShared(): boolean {
		return this.#now.row.shared;
	}

	get links(): OpenLink[] {
		const { members, row } = this.#now;
		return openInvitations(members.state).map(({ id, role, expiresAt, madeBy }) => ({
			id,
			role,
			expiresAt,
			isOwn: madeBy === row.device,
		}));
	}

	/**
	 * The other tablets' tabs that are here just now. Nobody can be known to be here who was taken out, or while this tablet
	 * is cut off.
	 */
	get visitors(): Visitor[] {
		const { members, presence } = this.#now;
		eachMoment();
		if (this.#isCut) return [];
		return presence.others.filter(({ device }) => {
			const known = members.state.devices.get(device);
			return known !== undefined && isActive(known);
		});
	}

	/** Says to the others what this tab is doing; nothing, to be gone. */
	say(what: Uint8Array<ArrayBuffer> | undefined): void {
		this.#log.presence.say(what);
	}

	/**
	 * What tablets add up together without showing each other what is in it.
	 * @param of such as the id of a reflection
	 */
	sum(document: DocumentName, of: string): Promise<OpenSum> {
		return this.#log.sums.of(document, of);
	}

	/** How it stands. */
	viewOf(sum: OpenSum): SumView {
		this.#subscribe();
		return sum.view;
	}

	/** The page that showed it is gone. */
	leave(sum: OpenSum): void {
		this.#log.sums.leave(sum);
	}

	/** Makes a link that lets one tablet in. `ticket` is what stands after the `#`; it is shown once. */
	invite(role: Role): Promise<Done<{ id: string; ticket: string; expiresAt: number }>> {
		return this.#log.members.invite(role);
	}

	withdraw(link: string): Promise<Done<undefined>> {
		return this.#log.members.withdraw(link);
	}

	/**
	 * Takes a tablet out, at once and for ever. What it has written stays. The open links end too: whoever used that tablet
	 * may have seen them.
	 * @param along tablets and sheets that go with it
	 * @returns of those that go along, how many could not be taken out
	 */
	async remove(device: string, along: readonly string[] = []): Promise<Done<number>> {
		const { members } = this.#log;
		const done = await members.revoke(device);
		if (!done.ok) return done;
		// First, so that nobody else comes in by them.
		for (const { id } of this.links) await members.withdraw(id);
		let left = 0;
		for (const each of along) if (!(await members.revoke(each)).ok) left++;
		return { ok: true, value: left };
	}

	/** A recovery sheet lets nobody in any more. */
	voidSheet(sheet: string): Promise<Done<undefined>> {
		return this.#log.members.revoke(sheet);
	}

	setRole(device: string, role: Role): Promise<Done<undefined>> {
		return this.#log.members.setRole(device, role);
	}

	/** Makes a recovery sheet. What it says is shown once, to be printed. */
	makeSheet(): Promise<Done<{ device: string; ticket: string }>> {
		return this.#log.members.sheet();
	}

	/** Six digits that this screen and the new tablet's both show, to be compared aloud. */
	digits(device: string): Promise<string | undefined> {
		return this.#log.members.digits(device);
	}
}
