import { lookedAt, type Look } from './rules.ts';

/** [LE6] Which statement somebody looks at on this screen. */
export class Looking {
	#look = $state.raw<Look>();

	shown(onTable: string | undefined): string | undefined {
		return lookedAt(onTable, this.#look);
	}

	/** Another one than what lies on the table, or none. */
	choose(onTable: string | undefined, at: string | undefined): void {
		this.#look = { over: onTable ?? '', at };
	}

	/** Something else lies on the table, or nothing: whoever looked elsewhere comes to what was laid there. */
	turn(onTable: string | undefined): void {
		this.#look = onTable ? undefined : { over: '', at: this.#look?.at };
	}
}
