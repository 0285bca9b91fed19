import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type ServerProcess, startProcess } from '../../../log/process.ts';

/** The built app and its server as a process of its own, always on the same port, that can be killed. */
export class Site {
	readonly folder: string;
	#process: ServerProcess | undefined;
	#port = 0;

	constructor(folder: string) {
		this.folder = folder;
	}

	get origin(): string {
		return `http://localhost:${this.#port}`;
	}

	async open(): Promise<void> {
		const build = join(import.meta.dirname, '../../../../build');
		this.#process = await startProcess(this.folder, {
			PORT: String(this.#port),
			HOST: 'localhost',
			BUILD_DIR: build,
		});
		this.#port = this.#process.port;
		this.#process.program.stdout?.pipe(createWriteStream(join(this.folder, 'journal'), { flags: 'a' }));
	}

	async kill(): Promise<void> {
		await this.#process?.kill();
	}
}
