import type { DocumentName } from '#lib/documents/kinds.ts';
import { subjectOf } from '#lib/sealed-log/sums/payloads.ts';
import type { Line } from '../../line/line.ts';
import type { Subject } from '../../line/subject.ts';
import { MaskedSum } from './masked-sum.ts';
import { Steps } from './steps.ts';

/** The masked sums of a log that somebody looks at in this tab. */
export class Sums<K> {
	#subject: Subject<K>;
	#line: Line<K>;
	#changed: () => void;
	#steps = new Map<string, Steps<K>>();
	#open = new Map<string, MaskedSum<K>>();
	/** Nobody looks at these any more. */
	#left = new Set<MaskedSum<K>>();

	/** @param changed something that is shown has changed */
	constructor(subject: Subject<K>, line: Line<K>, changed: () => void) {
		this.#subject = subject;
		this.#line = line;
		this.#changed = changed;
	}

	/**
	 * What tablets add up together, as far as the log says now.
	 * @param of such as the id of a reflection
	 */
	async of(document: DocumentName, of: string): Promise<MaskedSum<K>> {
		const { crypto, archive, id } = this.#subject;
		const subject = await subjectOf(crypto, id, of);
		const steps = this.#steps.get(document) ?? new Steps(archive, id, document);
		this.#steps.set(document, steps);
		const sum =
			this.#open.get(subject) ??
			new MaskedSum(subject, document, this.#subject, this.#line, steps, this.#changed);
		this.#open.set(subject, sum);
		this.#left.delete(sum);
		await sum.look();
		return sum;
	}

	/** Nobody looks at it any more. What this tab has in hand of it is still sent. */
	leave(sum: MaskedSum<K>): void {
		this.#left.add(sum);
		this.#forgetLeft();
	}

	#forgetLeft(): void {
		for (const [subject, sum] of this.#open) {
			if (!this.#left.has(sum) || sum.isInHand) continue;
			this.#open.delete(subject);
			this.#left.delete(sum);
		}
	}

	/** There may be something new. */
	again(): void {
		this.#forgetLeft();
		for (const sum of this.#open.values())
			void sum.again().catch((error: unknown) => this.#subject.failed(error));
	}

	/** Entries of these documents were set aside. */
	restart(documents: Iterable<string>): void {
		for (const name of documents) this.#steps.get(name)?.restart();
		this.again();
	}

	/** The server has forgotten, or this tab ends. */
	forget(): void {
		for (const sum of this.#open.values()) sum.forget();
	}
}
