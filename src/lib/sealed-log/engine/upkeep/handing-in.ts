import { isDocumentName } from '#lib/documents/kinds.ts';
import { mayWrite } from '#lib/sealed-log/membership/state.ts';
import type { Documents } from '../documents/documents.ts';
import type { Owner } from '../documents/reading/ledger.ts';
import { cutOff } from '../keeping/intake.ts';
import type { Line } from '../line/line.ts';
import type { Subject } from '../line/subject.ts';
import { overhangs } from '../members/closing.ts';

/** What is held beyond somebody's last word is handed in again, by one tab of whoever may write. */
export class HandingIn<K> {
	#subject: Subject<K>;
	#line: Line<K>;
	#documents: Documents<K>;
	/** The chain was this long when it was last looked for. */
	#at = 0;

	constructor(subject: Subject<K>, line: Line<K>, documents: Documents<K>) {
		this.#subject = subject;
		this.#line = line;
		this.#documents = documents;
	}

	/** The chain may have grown. */
	async look(): Promise<void> {
		const { archive, roll, id, row } = this.#subject;
		if (roll.state.length <= this.#at || !this.#line.isLive || !mayWrite(roll.state, row.device)) return;
		this.#at = roll.state.length;
		const hasEnded = (owner: Owner) => roll.hasEnded(owner);
		try {
			for (const { document, counting } of await overhangs(archive, roll)) {
				if (!isDocumentName(document)) continue;
				const isStored = await this.#documents.handInAgain(document, counting, hasEnded);
				if (!isStored) return this.#later();
				await cutOff(archive, id, counting.filter(hasEnded));
				this.#subject.forked([document]);
			}
		} catch {
			this.#later();
		}
	}

	/** The next word from the server is the next time. */
	#later(): void {
		this.#at = 0;
	}
}
