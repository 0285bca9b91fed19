import { difference, type Change, type Digest } from '#lib/digest.ts';
import { yearOfDocument, type DocumentName } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { dayOf, yearOf, type Clock } from '#lib/time.ts';

/** A document in a nutshell, as it was when it was last looked at on this tablet. */
export interface Looked {
	document: DocumentName;
	digest: Digest;
	/** ISO text, display only. */
	at: string;
}

/** What Medspil knows of a committee around its documents. */
interface Surroundings {
	read: () => Promise<readonly Looked[]>;
	write: (looked: readonly Looked[]) => Promise<void>;
	/** The documents that are open. */
	opened: () => readonly SharedDocument[];
	digestOf: (shared: SharedDocument) => Digest;
	/** False while an open document may lack something. */
	isWhole: (document: DocumentName) => boolean;
	clock: Clock;
}

/** [TO9] Milliseconds after which somebody has been away. */
export const AWAY = 10 * 60_000;
/** Milliseconds from the last change until what is looked at is so on the disk too: the tablet may be killed. */
const REST = 2000;
/** Milliseconds that others' changes are gathered. */
const GATHER = 300;

const isOwn = ({ local, origin }: { local: boolean; origin: unknown }) =>
	local || origin === origins.elsewhere || origin === origins.restored;

/** «Mens du var væk»: what others have changed in a committee since this tablet was last looked at. */
export class Away {
	#around: Surroundings;
	#watched = new Map<DocumentName, Watched>();
	/** What others' changes are held up against; nothing when there is nothing to tell. */
	#base: ReadonlyMap<DocumentName, Looked> | undefined;
	/** Counts changes, so that what is read here reacts: reading folds in what is one's own, and may set nothing. */
	#version = $state(0);
	#wasShown = false;
	#leftAt: number | undefined;
	#isHushed = false;
	#isGathering = false;
	#resting: ReturnType<typeof setTimeout> | undefined;
	/** Settles when it is known what was looked at last. */
	readonly started: Promise<void>;

	constructor(around: Surroundings) {
		this.#around = around;
		this.started = this.#begin();
	}

	/** Follows what is open by now: what is changed here from now on is known to be one's own. */
	follow(): void {
		for (const shared of this.#around.opened()) {
			if (this.#watched.get(shared.name)?.shared === shared) continue;
			const watched = new Watched(shared, this.#around.digestOf, {
				own: (changes) => this.#fold(shared.name, changes),
				changed: () => this.#changed(),
			});
			this.#watched.set(shared.name, watched);
			this.#rest();
		}
	}

	/** [TO8] What others have changed, by document, with the document as it is now. */
	get changes(): { document: DocumentName; changes: Change[]; now: Digest }[] {
		void this.#version;
		this.follow();
		const told = [...this.#watched].map(([document, watched]) => {
			if (!this.#around.isWhole(document)) return { document, changes: [], now: {} };
			const now = watched.settle();
			return { document, changes: difference(this.#digestBefore(document, now), now), now };
		});
		return told.filter(({ changes }) => changes.length > 0);
	}

	/** Since when. */
	get since(): Date | undefined {
		void this.#version;
		const times = [...(this.#base?.values() ?? [])].map(({ at }) => at);
		const last = times.sort().at(-1);
		return last === undefined ? undefined : new Date(last);
	}

	/** Somebody has it before their eyes. */
	shown(): void {
		this.#wasShown = true;
	}

	/** [TO2] While people answer here, nothing is written by itself: not even when something was, is to be told. */
	hush(isHushed: boolean): void {
		this.#isHushed = isHushed;
		this.#rest();
	}

	/** [TO9] The page is in sight again. */
	async come(): Promise<void> {
		const { clock } = this.#around;
		if (this.#leftAt === undefined) return;
		const gone = clock().getTime() - this.#leftAt;
		this.#leftAt = undefined;
		if (gone > AWAY) await this.#begin();
	}

	/** [TO9] The page is put away: what was on it counts as looked at, unless there is something to tell that was not shown. */
	async leave(): Promise<void> {
		this.#leftAt ??= this.#around.clock().getTime();
		await this.#keep();
	}

	/** «Set». */
	async putAway(): Promise<void> {
		this.#base = undefined;
		this.#version++;
		await this.#keep();
	}

	async #begin(): Promise<void> {
		// A tablet that cannot be read tells nothing of what was before.
		const looked = await this.#around.read().catch(() => []);
		this.#wasShown = false;
		this.#base = looked.length > 0 ? new Map(looked.map((each) => [each.document, each])) : undefined;
		this.#version++;
	}

	#digestBefore(document: DocumentName, now: Digest): Digest {
		return this.#base ? (this.#looked(document)?.digest ?? now) : now;
	}

	/** A year that has come since then is new altogether; any other document that was not looked at is not. */
	#looked(document: DocumentName): Looked | undefined {
		const { since } = this;
		const year = yearOfDocument(document);
		const isNew = since !== undefined && year !== undefined && year >= yearOf(dayOf(since));
		return (
			this.#base?.get(document) ?? (isNew ? { document, digest: {}, at: since.toISOString() } : undefined)
		);
	}

	async #keep(): Promise<void> {
		clearTimeout(this.#resting);
		const at = this.#around.clock().toISOString();
		const untold = this.#wasShown ? [] : this.changes.map(({ document }) => document);
		const rows = [...this.#watched].flatMap(([document, watched]): Looked[] => {
			if (!this.#around.isWhole(document)) return [];
			const digest = watched.settle();
			const before = this.#looked(document);
			return before && untold.includes(document) ? [before] : [{ document, digest, at }];
		});
		// What cannot be stored is told once more the next time.
		await this.#around.write(rows).catch(() => undefined);
	}

	/** [TO8] What is changed here is nothing to tell. */
	#fold(document: DocumentName, changes: readonly Change[]): void {
		const looked = this.#looked(document);
		if (!this.#base || !looked || changes.length === 0) return;
		const digest = { ...looked.digest };
		for (const { id, now } of changes) {
			if (now) digest[id] = now;
			else delete digest[id];
		}
		this.#base = new Map(this.#base).set(document, { ...looked, digest });
	}

	#changed(): void {
		if (!this.#isGathering)
			setTimeout(() => {
				this.#isGathering = false;
				this.#version++;
			}, GATHER);
		this.#isGathering = true;
		this.#rest();
	}

	/** What comes while the page is out of sight is not looked at. */
	#rest(): void {
		clearTimeout(this.#resting);
		if (this.#leftAt === undefined && !this.#isHushed)
			this.#resting = setTimeout(() => void this.#keep(), REST);
	}
}

/** Tells what is changed here from what others change, with one digest each time it turns from the one to the other. */
class Watched {
	readonly shared: SharedDocument;
	#digestOf: (shared: SharedDocument) => Digest;
	#own: (changes: Change[]) => void;
	#last: Digest;
	#since: 'own' | 'others' | undefined;

	constructor(
		shared: SharedDocument,
		digestOf: (shared: SharedDocument) => Digest,
		tell: { own: (changes: Change[]) => void; changed: () => void },
	) {
		this.shared = shared;
		this.#digestOf = digestOf;
		this.#own = tell.own;
		this.#last = digestOf(shared);
		const who = (transaction: { local: boolean; origin: unknown }) => (isOwn(transaction) ? 'own' : 'others');
		shared.doc.on('beforeTransaction', (transaction) => {
			if (this.#since && this.#since !== who(transaction)) this.settle();
		});
		shared.doc.on('afterTransaction', (transaction) => {
			if (transaction.changed.size === 0) return;
			this.#since = who(transaction);
			tell.changed();
		});
	}

	/** The document as it is now. */
	settle(): Digest {
		if (!this.#since) return this.#last;
		const before = this.#last;
		const isOwn = this.#since === 'own';
		this.#since = undefined;
		this.#last = this.#digestOf(this.shared);
		if (isOwn) this.#own(difference(before, this.#last));
		return this.#last;
	}
}
