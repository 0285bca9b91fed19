import { online } from 'svelte/reactivity/window';
import type { Device } from '#lib/device/device.svelte.ts';
import type { Company } from '#lib/documents/writing/company.svelte.ts';
import { Standing } from '#lib/documents/writing/standing.svelte.ts';
import { company, writersIn, type Person } from '#lib/together/company.ts';
import { savedAs, type HowFar } from '#lib/together/saved/rules.ts';
import { Steady } from '#lib/together/saved/steady.svelte.ts';
import { encode, type Whereabouts } from '#lib/together/whereabouts.ts';

interface Around {
	device: Device;
	/** The committee. */
	id: string;
	/** The member who uses this tablet. */
	me: string | undefined;
	/** Members in the order of the table, by id. */
	names: ReadonlyMap<string, string>;
	/** What a tablet is called, and whose it is. */
	nameOf: (device: string) => string;
	memberOf: (device: string) => string | undefined;
	/** Nothing while the page is out of sight. */
	where: Whereabouts | undefined;
}

/** The committee that is shown, as a thing that several tablets have before them: made by the layout. */
export class Together implements Company {
	#around: () => Around;
	#standing = new Standing();
	#steady: Steady;

	/** In a component only. */
	constructor(around: () => Around) {
		this.#around = around;
		const { device } = around();
		this.#steady = new Steady(
			() => savedAs(device.saved, this.#log?.status, online.current ?? true),
			device.clock,
		);
	}

	get #log() {
		const { device, id } = this.#around();
		return device.log(id);
	}

	/** The others who are here. */
	people: readonly Person[] = $derived.by(() => {
		const log = this.#log;
		if (!log) return [];
		return company(log.visitors, { ...this.#around(), own: log.device });
	});

	howFar: HowFar = $derived.by(() => {
		const log = this.#log;
		const { nameOf } = this.#around();
		return {
			saved: this.#steady.shown,
			storedAt: this.#steady.storedAt,
			progress: log?.progress,
			concerns: log?.concerns ?? [],
			others: log?.tablets
				.filter(({ isOwn }) => !isOwn)
				.map(({ device, heardAt }) => ({ key: device, name: nameOf(device), heardAt })),
		};
	});

	/** What this tab says of itself, as text: what is the same is not said twice. */
	#said = $derived.by(() => {
		const { where, me } = this.#around();
		if (!where) return undefined;
		const { text, caret } = this.#standing;
		return JSON.stringify({ ...where, who: me, text, caret } satisfies Whereabouts);
	});

	/**
	 * Somebody who comes is greeted, and so are all when the line to the server is there: otherwise nobody would be seen
	 * until it is time to say it again.
	 */
	#greets = $derived.by(() => `${this.#log?.visitors.length} ${this.#log?.progress.isLive}`);

	writersIn(text: string) {
		return this.people.length === 0 ? [] : writersIn(this.people, text);
	}

	stand(text: string | undefined, caret?: string): void {
		this.#standing.stand(text, caret);
	}

	turn(caret: string): void {
		this.#standing.turn(caret);
	}

	/** Tells the others where this tab is, until it is said otherwise. */
	say(): () => void {
		const log = this.#log;
		const said = this.#said;
		void this.#greets;
		log?.say(said === undefined ? undefined : encode(JSON.parse(said) as Whereabouts));
		return () => log?.say(undefined);
	}
}
