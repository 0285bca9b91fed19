import { type Bytes, idBytes } from '#lib/sealed-log/bytes.ts';
import { nobody, noSession } from '#lib/sealed-log/entry/codec.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';

/** Who writes under a Yjs client id: the first session that did, in the order of the log, or what was imported. */
export interface Owner {
	device: string;
	session: string;
}

/** What was there before the log, or came from a backup: nobody writes under it any more. */
export const imported: Owner = { device: nobody, session: noSession };

export const isImported = ({ session }: Owner): boolean => session === noSession;
export const isSame = (one: Owner, other: Owner): boolean =>
	one.device === other.device && one.session === other.session;

export interface Written {
	client: number;
	owner: Owner;
	/** How many changes have come from the owner's entries, without a gap. */
	clock: number;
	/** The entry that it was first met in, by its number on this device; 0 when a snapshot says so. */
	n: number;
}

export const LARGEST_CLIENT = 0xffff_ffff;

/** From this clock of a client id on, changes lie so deep: 1 is not in any other. */
interface Step {
	from: number;
	depth: number;
}

const after = (steps: readonly Step[], clock: number): number => {
	let [low, high] = [0, steps.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((steps[middle]?.from ?? 0) <= clock) low = middle + 1;
		else high = middle;
	}
	return low;
};

const depthAt = (steps: readonly Step[], clock: number): number => steps[after(steps, clock) - 1]?.depth ?? 1;

/** Whose each Yjs client id is, and how far it has come: the same on every device that has read the same entries. */
export class Ledger {
	#clients = new Map<number, Written>();
	#sessions = new Map<string, number>();
	/** How deep the changes of a client id lie; one that never left the surface has none. */
	#steps = new Map<number, Step[]>();

	/** What was read of a document up to some entry. */
	static decode(bytes: Bytes): Ledger | undefined {
		const reader = new Reader(bytes);
		const ledger = Ledger.read(reader);
		return reader.isDone ? ledger : undefined;
	}

	/** @param hasDepths false for what was written before there were any */
	static read(reader: Reader, hasDepths = true): Ledger {
		const ledger = new Ledger();
		const all = reader.list(() => ({
			client: reader.u32(),
			owner: { device: reader.id(16), session: reader.id(8) },
			clock: reader.u53(),
			n: reader.u53(),
			steps: hasDepths ? reader.list<Step>(() => ({ from: reader.u53(), depth: reader.u8() })) : [],
		}));
		for (const { steps, ...written } of all) {
			ledger.set(written);
			if (steps.length > 0) ledger.#steps.set(written.client, steps);
		}
		return ledger;
	}

	get all(): Written[] {
		return [...this.#clients.values()];
	}

	of(client: number): Written | undefined {
		return this.#clients.get(client);
	}

	/** The client id that a session writes under; a session has one. */
	clientOf(owner: Owner): number | undefined {
		return this.#sessions.get(`${owner.device}/${owner.session}`);
	}

	/** How deep a change lies that is in it; 1 for what is not. */
	depthOf(client: number, clock: number): number {
		return depthAt(this.#steps.get(client) ?? [], clock);
	}

	/** From this clock on a client's changes lie so deep. Clocks have to rise. */
	goes(client: number, from: number, depth: number): void {
		const steps = this.#steps.get(client) ?? [];
		if ((steps.at(-1)?.depth ?? 1) === depth) return;
		steps.push({ from, depth });
		this.#steps.set(client, steps);
	}

	/** Takes over what another one knows further than this. Whose a name was before it was imported, either may know. */
	learn(from: Ledger): void {
		for (const written of from.all) {
			const known = this.of(written.client);
			const owner = known && isImported(written.owner) ? known.owner : written.owner;
			if ((known?.clock ?? 0) < written.clock) this.takeOver(from, { ...written, owner });
			else if (known && isImported(known.owner)) this.set({ ...known, owner });
		}
	}

	/** Takes over what another one says of a client. */
	takeOver(from: Ledger, written: Written): void {
		this.set(written);
		this.#steps.set(written.client, [...(from.#steps.get(written.client) ?? [])]);
	}

	set(written: Written): void {
		this.#clients.set(written.client, written);
		const { owner, client } = written;
		if (!isImported(owner)) this.#sessions.set(`${owner.device}/${owner.session}`, client);
	}

	/**
	 * The order is that of the client ids, so that two devices write the same bytes.
	 * @param isShared for others, to whom this device's numbers say nothing
	 */
	write(writer: Writer, isShared = false): Writer {
		const sorted = this.all.sort((a, b) => a.client - b.client);
		return writer.list(sorted, ({ client, owner, clock, n }) =>
			writer
				.u32(client)
				.bytes(idBytes(owner.device))
				.bytes(idBytes(owner.session))
				.u53(clock)
				.u53(isShared ? 0 : n)
				.list(this.#steps.get(client) ?? [], ({ from, depth }) => writer.u53(from).u8(depth)),
		);
	}

	encode(): Bytes {
		return this.write(new Writer()).done();
	}
}
