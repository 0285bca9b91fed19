import type { Committee } from '#lib/committees/document.ts';
import type { CommitteeLog, LogTablet } from '#lib/device/logs/committee-log.svelte.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { Tablets } from '#lib/tablets/document.ts';
import { called, isUnchecked, meantFor, type Named } from '#lib/tablets/rules.ts';

/** The tablets of a committee with their names: who is in stands in the log, what each is called in the document. */
export class TabletNames {
	readonly tablets: Tablets;
	#log: CommitteeLog;
	#said: Live<{
		notes: ReturnType<Tablets['notes']>;
		checked: ReturnType<Tablets['checked']>;
		members: ReturnType<Committee['members']>['records'];
	}>;

	constructor(log: CommitteeLog, committee: Committee) {
		this.#log = log;
		this.tablets = new Tablets(committee.shared);
		this.#said = new Live([this.tablets.map, this.tablets.checkedMap, committee.memberMap], () => ({
			notes: this.tablets.notes(),
			checked: this.tablets.checked(),
			members: committee.members().records,
		}));
	}

	get notes() {
		return this.#said.current.notes;
	}

	get members() {
		return this.#said.current.members;
	}

	get all(): (Named<LogTablet> & { isUnchecked: boolean })[] {
		const { notes, checked, members } = this.#said.current;
		return called(this.#log.tablets, notes, members).map((tablet) => ({
			...tablet,
			isUnchecked: isUnchecked(tablet, checked),
		}));
	}

	/** What a tablet is called; nothing of one that is not in (any more). */
	nameOf(tablet: string | undefined): string | undefined {
		return this.all.find(({ device }) => device === tablet)?.name;
	}

	/** What the tablet that comes in by a link is to be called, if somebody said so. */
	meantFor(link: string): string | undefined {
		return meantFor(link, this.notes, this.members);
	}
}
