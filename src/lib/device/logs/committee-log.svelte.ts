import { createSubscriber } from 'svelte/reactivity';
import type { Concern } from '#lib/sealed-log/engine/line/subject.ts';
import type { Done } from '#lib/sealed-log/engine/members/members.ts';
import type { Role } from '#lib/sealed-log/membership/actions.ts';
import { activeDevices, isActive, openInvitations } from '#lib/sealed-log/membership/state.ts';
import type { Status } from '#lib/sealed-log/status.ts';
import type { OpenLog } from './logs.ts';

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
	/** The server was called and does not answer. */
	isCut: boolean;
}

/** One committee's log as pages see it: everything that is read here reacts. */
export class CommitteeLog {
	#log: OpenLog;
	#subscribe: () => void;

	constructor(log: OpenLog) {
		this.#log = log;
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

	get progress(): Progress {
		const { row, line } = this.#now;
		return { ackedAt: row.ackedAt, seenAt: row.seenAt, isLive: line.isLive, isCut: line.isCut };
	}

	/** The committee has taken this tablet out: it keeps what it has, and writes no more. */
	get isRemoved(): boolean {
		return this.#now.isRemoved;
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
		return [...log.members.state.devices.values()]
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
			}));
	}

	/** The recovery sheets that are still good, the latest last. */
	get sheets(): string[] {
		return activeDevices(this.#now.members.state)
			.filter(({ sheet }) => sheet !== undefined)
			.map(({ id }) => id);
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

	/** The other tablets' tabs that are here just now. */
	get visitors(): Visitor[] {
		return this.#now.presence.others;
	}

	/** Says to the others what this tab is doing; nothing, to be gone. */
	say(what: Uint8Array<ArrayBuffer> | undefined): void {
		this.#log.presence.say(what);
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
	 */
	async remove(device: string): Promise<Done<undefined>> {
		const done = await this.#log.members.revoke(device);
		if (done.ok) for (const { id } of this.links) await this.#log.members.withdraw(id);
		return done;
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
