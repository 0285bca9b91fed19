import { encodePlace } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { mayLack } from '../../members/closing.ts';
import type { Subject } from '../subject.ts';

/** Milliseconds between two times that others are told how far this device has come. */
const HEADS = 1000;
/** Milliseconds before it is looked again whether what is missing here may be missing, the first time. */
const LACKING = 10_000;

/** Tells the others how far this device has come. That is a signed word that it holds everything up to there. */
export class OwnHead<K> {
	#subject: Subject<K>;
	#pass: (sealed: Sealed) => void;
	#timer: (() => void) | undefined;
	#told = '';
	/** So many places may be missing here. */
	#mayLack = 0;
	#lackingFor = LACKING;
	#isOver = false;

	constructor(subject: Subject<K>, pass: (sealed: Sealed) => void) {
		this.#subject = subject;
		this.#pass = pass;
	}

	/** This device may have come further. */
	soon(time = HEADS): void {
		if (this.#isOver) return;
		this.#timer ??= this.#subject.clock.after(time, () => {
			this.#timer = undefined;
			void this.#tell().catch((error: unknown) => this.#subject.failed(error));
		});
	}

	stop(): void {
		this.#isOver = true;
		this.#timer?.();
	}

	/** There are snapshots for all that was left out. A server can leave out as much as they stand for, and no more. */
	async lacksNothing(): Promise<boolean> {
		const { archive, roll, row, id } = this.#subject;
		const { missing = 0 } = row;
		if (missing > this.#mayLack) this.#mayLack = await mayLack(archive, roll, id);
		return missing <= this.#mayLack;
	}

	async #tell(): Promise<void> {
		const { crypto, roll, row, id: log } = this.#subject;
		const { place } = row;
		if (!roll.author || row.untold || this.#told === place.head) return;
		if (!(await this.lacksNothing())) {
			this.#lackingFor *= 2;
			return this.soon(this.#lackingFor);
		}
		this.#told = place.head;
		const draft = { kind: kinds.head, log, extra: encodePlace(place) };
		this.#pass(await signEntry(crypto, roll.author, draft));
	}
}
