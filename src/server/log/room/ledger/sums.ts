import { type Bytes, zeros } from '#lib/sealed-log/bytes.ts';
import { documentBytes, documentName } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { decodeStep, encodeStep } from '#lib/sealed-log/entry/step.ts';
import { isOpen, refusesStep, type RoundRefusal, roundsOf, type Taken } from '#lib/sealed-log/sums/rounds.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';
import { idBytes } from '#lib/sealed-log/bytes.ts';
import type { KeptSum } from '../../keeping/log-store.ts';

/** What a log knows of one masked sum. */
export interface Sum {
	document: string;
	/** The place of the last step: of many subjects those go that nobody touches any more. */
	touched: number;
	steps: readonly Taken[];
}

/** Subjects that a log knows of, and steps of each. */
const MOST_SUBJECTS = 64;
const MOST_STEPS = 400;

const encodeSum = ({ document, touched, steps }: Sum): Bytes => {
	const writer = new Writer().bytes(documentBytes(document)).u53(touched);
	const known = steps.flatMap(({ step, ...each }) => (step.what === 'newer' ? [] : [{ ...each, step }]));
	return writer
		.list(known, ({ id, device, step }) =>
			writer.bytes(idBytes(id)).bytes(idBytes(device)).sized(encodeStep(step)),
		)
		.done();
};

const decodeSum = (bytes: Bytes): Sum | undefined => {
	const reader = new Reader(bytes);
	const [document, touched] = [documentName(reader.bytes(16)), reader.u53()];
	const steps = reader.list(() => ({
		id: reader.id(32),
		device: reader.id(16),
		step: decodeStep(reader.sized()),
	}));
	const known = steps.flatMap(({ step, ...each }) => (step ? [{ ...each, step }] : []));
	return reader.isDone && document ? { document, touched, steps: known } : undefined;
};

/** What is not understood is no reason to serve nothing of a log. */
export const readSums = (kept: readonly KeptSum[]): Map<string, Sum> => {
	const found = new Map<string, Sum>();
	for (const { subject, steps } of kept) {
		const sum = decodeSum(steps);
		if (sum) found.set(subject, sum);
	}
	return found;
};

/** The masked sums of a log as they will be when what was handed in together is stored. */
export class Sums {
	#known: ReadonlyMap<string, Sum>;
	/** `undefined`: forgotten. */
	#changed = new Map<string, Sum | undefined>();

	constructor(known: ReadonlyMap<string, Sum> = new Map()) {
		this.#known = known;
	}

	#of(subject: string): Sum | undefined {
		return this.#changed.has(subject) ? this.#changed.get(subject) : this.#known.get(subject);
	}

	/** Why what its author hands in now is not taken; nothing when it is, or is no step of a sum. */
	refuses(
		{ entry }: Sealed,
		mayWrite: (device: string) => boolean,
	): RoundRefusal | 'other-document' | 'too-many' | undefined {
		const step = entry.kind === kinds.sum ? decodeStep(entry.extra) : undefined;
		if (!step) return undefined;
		const sum = this.#of(step.subject);
		if (sum && sum.document !== entry.document) return 'other-document';
		const refusal = refusesStep(sum?.steps ?? [], { device: entry.device, step }, mayWrite);
		if (refusal) return refusal;
		const isFull = step.what !== 'abandon' && leftWith(sum?.steps ?? [], step.round).length >= MOST_STEPS;
		return isFull ? 'too-many' : undefined;
	}

	/** A step has its place. */
	take({ id, entry }: Sealed, seq: number): void {
		const step = decodeStep(entry.extra);
		if (!step || step.what === 'newer') return;
		const { document, device } = entry;
		const before = this.#of(step.subject);
		const steps = [...leftWith(before?.steps ?? [], step.round), { id, device, step }];
		// Handed back, more than fits: the tablets know all of them.
		if (steps.length > 2 * MOST_STEPS) return;
		this.#changed.set(step.subject, { document: before?.document ?? document, touched: seq, steps });
		if (!before) this.#forgetOldest();
	}

	#forgetOldest(): void {
		const all = new Map([...this.#known, ...this.#changed]);
		const held = [...all].flatMap(([subject, sum]) => (sum ? [{ subject, ...sum }] : []));
		if (held.length <= MOST_SUBJECTS) return;
		const isGoingOn = ({ steps }: Sum) => roundsOf(steps).some(isOpen);
		const [oldest] = held.toSorted(
			(one, other) => Number(isGoingOn(one)) - Number(isGoingOn(other)) || one.touched - other.touched,
		);
		if (oldest) this.#changed.set(oldest.subject, undefined);
	}

	/** What is to be stored. */
	get kept(): KeptSum[] {
		return [...this.#changed].map(([subject, sum]) => ({ subject, steps: sum ? encodeSum(sum) : zeros(0) }));
	}

	/** What is known once that is stored. */
	merged(into: Map<string, Sum>): Map<string, Sum> {
		for (const [subject, sum] of this.#changed) {
			if (sum) into.set(subject, sum);
			else into.delete(subject);
		}
		return into;
	}
}

/** When a round begins, those before that are over go, but for those of which parts are out: they bind later sets. */
const leftWith = (steps: readonly Taken[], round: string): readonly Taken[] => {
	if (steps.length === 0 || steps.some(({ step }) => step.round === round)) return steps;
	const kept = new Set(roundsOf(steps).flatMap((each) => (isOpen(each) || each.out.size > 0 ? each.id : [])));
	return steps.filter(({ step }) => kept.has(step.round));
};
