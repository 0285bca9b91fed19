import { Live } from '#lib/documents/live.svelte.ts';
import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { NamedMarks } from '#lib/reflections/answers/own-tablets/by-name/document.ts';
import { progressOf, type Progress } from '#lib/reflections/meeting/wall/rules.ts';
import type { Reflection } from '#lib/reflections/schema.ts';
import type { LayoutProps } from './$types';
import { OwnSum } from './svar/own/own-sum.svelte.ts';
import { RoundHere } from './svar/round-here.svelte.ts';

/** What is asked: a reflection, or those of its statements that are answered once more. */
export interface Asked {
	reflection: { readonly current: Reflection };
	/** The reflection that it is of. */
	of: string;
	/** An attempt that has been shown already. */
	after?: string | undefined;
	/** How many are to answer. */
	people: number;
}

/** [WA4] How far the answers are, as a wall may say it: how many, and never whose or what. */
export class Counting {
	#asked: Asked;
	#round: RoundHere;
	#tablet: OwnSum | undefined;
	#byName: Live<number>;

	constructor({ device, id, reflections }: LayoutProps['data'], asked: Asked) {
		const { current } = asked.reflection;
		this.#asked = asked;
		this.#round = new RoundHere(device, reflections, {
			committee: id,
			reflection: current.id,
			statements: current.pack.statements,
		});
		const log = device.log(id);
		const { reflection, of, after } = asked;
		if (current.way === 'own' && log)
			this.#tablet = new OwnSum({ reflections, reflection, log, of, after, reveal: () => {} });
		const named = new NamedMarks(reflections.shared);
		this.#byName = new Live(named.maps, () => named.of(current.id).length);
	}

	/** An attachment. */
	follow = () => {
		void this.#round.look();
		const stops = [this.#round.follow(), this.#tablet?.follow()];
		return () => stops.forEach((stop) => stop?.());
	};

	/** Own tablets that answer without names. */
	get #own(): Progress | undefined {
		const { people } = this.#asked;
		return this.#tablet && progressOf(this.#tablet.view.state, this.#tablet.seats, people);
	}

	/** [WA9] It is fixed who is in, and what is missing is that they send. */
	get isSending(): boolean {
		return this.#own?.is === 'given';
	}

	/** As far as this device is told; nothing before anybody is in. */
	get figure(): string | undefined {
		const { current } = this.#asked.reflection;
		if (this.#own) {
			const { is, count, of } = this.#own;
			if (is === 'given') return own.given.count({ given: count, of });
			return count > 0 ? own.ready.count({ ready: count, of }) : undefined;
		}
		const answered = current.way === 'open' ? this.#byName.current : this.#round.answered;
		const of = Math.max(answered, this.#asked.people);
		return answered > 0 ? m.cover.progress({ answered, of }) : undefined;
	}
}
